/** Events and properties of the data that the schemas on view do not declare. Nothing is read before trust. */
import * as vscode from 'vscode';
import {
  methods,
  type OnlyInDataParams,
  type OnlyInDataResult,
  type ProjectOverview,
  type VolumeOf,
} from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';
import { createBackground } from './background.ts';
import { forgetVolumes, showsVolumes } from './volumes.ts';

export interface OnlyInData extends vscode.Disposable {
  /** Undefined as long as it is not known. What the schema declares by now is left out at once. */
  of(project: ProjectOverview): OnlyInDataResult | undefined;
  readonly onDidFind: vscode.Event<unknown>;
  readonly onDidForget: vscode.Event<void>;
}

export function createOnlyInData(server: Server, log: vscode.LogOutputChannel): OnlyInData {
  const answers = createBackground<null, OnlyInDataResult>({
    what: 'What only the data has',
    batch: 1,
    log,
    ask: async (items, token) => {
      const [rootUri = ''] = items.keys();
      const params: OnlyInDataParams = { rootUri };
      const answer = await server.request<OnlyInDataResult | null>(methods.onlyInData, params, token);
      return { asked: [rootUri], answers: new Map(answer ? [[rootUri, answer]] : []) };
    },
  });
  const listening = forgetVolumes(server, answers.forget);
  return {
    of: (project) => {
      const found = showsVolumes(project) ? answers.of(project.rootUri, null) : undefined;
      if (!found) return undefined;
      return withoutDeclared(found, project);
    },
    onDidFind: answers.onDidFind,
    onDidForget: answers.onDidForget,
    dispose: () => vscode.Disposable.from(answers, listening).dispose(),
  };
}

function withoutDeclared(found: OnlyInDataResult, { schema }: ProjectOverview): OnlyInDataResult {
  const keyOf = (event: string | undefined, property: string | undefined) => JSON.stringify([event, property]);
  const declared = new Set(
    schema.flatMap(({ kind, event, name }) => {
      if (kind === 'event') return [keyOf(name, undefined)];
      return kind === 'property' ? [keyOf(event, name)] : [];
    }),
  );
  const isNew = ({ event, property }: VolumeOf) => !declared.has(keyOf(event, property));
  const events = found.events.filter(isNew);
  return {
    events,
    total: found.total - (found.events.length - events.length),
    properties: found.properties.filter(isNew),
  };
}
