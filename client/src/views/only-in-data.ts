/** Events of the data that the schemas on view do not declare. Nothing is read before trust. */
import * as vscode from 'vscode';
import {
  methods,
  type OnlyInDataParams,
  type OnlyInDataResult,
  type ProjectOverview,
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
      const declared = new Set(project.schema.flatMap(({ kind, name }) => (kind === 'event' ? [name] : [])));
      const events = found.events.filter(({ event }) => !declared.has(event));
      return { events, total: found.total - (found.events.length - events.length) };
    },
    onDidFind: answers.onDidFind,
    onDidForget: answers.onDidForget,
    dispose: () => vscode.Disposable.from(answers, listening).dispose(),
  };
}
