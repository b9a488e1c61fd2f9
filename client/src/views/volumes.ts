/** How much the data holds of what the schema declares, for what is on view. Nothing is read before trust. */
import * as vscode from 'vscode';
import {
  methods,
  type ProjectOverview,
  type Volume,
  type VolumeOf,
  type VolumesParams,
  type VolumesResult,
} from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';
import { settings } from '../platform/settings.ts';
import { createBackground } from './background.ts';
import type { SchemaEntryNode } from './schema-nodes.ts';

export interface Volumes extends vscode.Disposable {
  /** Undefined as long as it is not known, and for what has none. */
  of(node: SchemaEntryNode): Volume | undefined;
  /** Keys of nodes whose volumes became known. */
  readonly onDidFind: vscode.Event<readonly string[]>;
  readonly onDidForget: vscode.Event<void>;
}

export function createVolumes(server: Server, log: vscode.LogOutputChannel): Volumes {
  const volumes = createBackground<SchemaEntryNode, Volume>({
    what: 'Volumes of the schema',
    batch: 20,
    log,
    ask: async (items, token) => {
      // One project a question.
      const rootUri = [...items.values()][0]?.project.rootUri ?? '';
      const nodes = [...items.values()].filter(({ project }) => project.rootUri === rootUri);
      const params: VolumesParams = { rootUri, of: nodes.map(questionOf) };
      const answer = await server.request<VolumesResult | null>(methods.volumes, params, token);
      const answers = nodes.flatMap((node): [string, Volume][] => {
        const { event, property } = questionOf(node);
        const volume = answer?.volumes.find((each) => each.event === event && each.property === property);
        return volume ? [[node.key, volume]] : [];
      });
      return { asked: nodes.map(({ key }) => key), answers: new Map(answers) };
    },
  });
  const listening = forgetVolumes(server, volumes.forget);
  return {
    of: (node) => {
      const { kind } = node.entry;
      const asked = (kind === 'event' || kind === 'property') && showsVolumes(node.project);
      return asked ? volumes.of(node.key, node) : undefined;
    },
    onDidFind: volumes.onDidFind,
    onDidForget: volumes.onDidForget,
    dispose: () => vscode.Disposable.from(volumes, listening).dispose(),
  };
}

/** Whether the views tell what the data of a project holds. */
export const showsVolumes = ({ hasData }: ProjectOverview): boolean =>
  hasData && settings().explorer.volumes && vscode.workspace.isTrusted;

/** Calls `forget` when what was told of the data holds no more. */
export function forgetVolumes(server: Server, forget: () => void): vscode.Disposable {
  let builtAt: string | undefined;
  return vscode.Disposable.from(
    // Volumes are of all data, whatever a segment says: only another store has others.
    server.onNotification<{ builtAt?: string }>(methods.standingChanged, (standing) => {
      if (standing.builtAt === undefined || standing.builtAt === builtAt) return;
      builtAt = standing.builtAt;
      forget();
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(forget),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('segments.explorer') && forget()),
  );
}

function questionOf({ entry }: SchemaEntryNode): VolumeOf {
  if (entry.kind === 'event') return { event: entry.name };
  return { property: entry.name, ...(entry.event === undefined ? {} : { event: entry.event }) };
}
