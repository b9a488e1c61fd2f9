/**
 * What clients are told of problems: of open documents at once, of all files when they are read. Clients that ask
 * (`textDocument/diagnostic`, `workspace/diagnostic`) are answered, the others are told; never both.
 * Invariant: typing waits for nothing here, and what one edit did not touch is not made again.
 */
import type { Connection } from 'vscode-languageserver';
import { MANY_FILES, type ProjectSnapshot, type Workspace } from '../../project/index.ts';
import type { Client } from '../capabilities.ts';
import { ownProgress } from '../progress.ts';
import type { Log } from '../run-safe.ts';
import { createCheck } from './check.ts';
import { createPull } from './pull.ts';
import { createPush } from './push.ts';
import { createReports } from './reports.ts';
import type { DiagnosticSource } from './source.ts';

export type { DiagnosticSource } from './source.ts';

export interface Diagnostics {
  /** Texts changed: checks after so many milliseconds without another change. */
  schedule(delay: number): void;
  /** A source has other problems than before. */
  more(): void;
  dispose(): void;
}

export interface DiagnosticsOptions {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly client: Client;
  readonly log: Log;
  /** Open documents: our spelling of their URIs, and the client's. */
  readonly open: () => ReadonlyMap<string, string>;
  readonly sources?: readonly DiagnosticSource[];
  /** Called with the snapshots of a finished check. */
  readonly checked: (snapshots: readonly ProjectSnapshot[]) => void;
}

export function createDiagnostics(options: DiagnosticsOptions): Diagnostics {
  const { connection, workspace, client, log, open, sources = [], checked } = options;
  const support = { related: client.relatedInformation, tags: client.diagnosticTags };
  const reports = createReports({ workspace, support, open, sources });
  const pull = client.pullsDiagnostics ? createPull({ connection, workspace, reports, log, open, client }) : undefined;
  const push = pull ? undefined : createPush(connection);
  const tell = async () => {
    const all = reports.all();
    pull?.checked(all);
    await push?.all(all);
  };
  const check = createCheck({
    workspace,
    log,
    progress: () => ownProgress(connection, client, 'Reading segments', () => undefined),
    before: async () => {
      const tellEarly = async (uri: string) => {
        await workspace.readyFor(uri);
        if ((workspace.projectOf(uri)?.snapshot.uris.length ?? 0) <= MANY_FILES) return;
        const report = reports.of(uri);
        if (report) await push?.some([[uri, report]]);
      };
      await Promise.all([...open().keys()].map(tellEarly));
    },
    after: async (snapshots) => {
      await tell();
      checked(snapshots);
    },
  });
  return {
    schedule: check.schedule,
    more: () => check.schedule(0),
    dispose: () => {
      check.dispose();
      pull?.dispose();
    },
  };
}
