import type { Connection } from 'vscode-languageserver';
import type { Diagnostic } from '../language/diagnostic.ts';
import {
  isSchemaFile,
  isSegmentFile,
  isStored,
  type ProjectSnapshot,
  type SourceFile,
  type Workspace,
} from '../project/index.ts';
import { type DiagnosticSupport, textOf, toLspDiagnostic } from './convert.ts';
import { nextTurn } from './next-turn.ts';
import type { Log } from './run-safe.ts';

/** Publishes the problems of all files of all projects, open or not, whenever something changed. */
export interface DiagnosticsPublisher {
  /**
   * Checks anew after so many milliseconds, sooner where checks are quick; a later call replaces an earlier one, a
   * check at work is given up.
   */
  schedule(delay: number): void;
  dispose(): void;
}

export interface PublisherOptions {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly support: DiagnosticSupport;
  readonly log: Log;
  /** Open documents: our spelling of their URIs, and the client's. */
  readonly open: () => ReadonlyMap<string, string>;
  /** Called with the snapshots of a finished check. */
  readonly checked: (snapshots: readonly ProjectSnapshot[]) => void;
}

/** So many files are read between two looks at whether a newer edit arrived. */
const BATCH = 16;

/** A pause is at least so long, and as long as the last check took: a slow check waits for a real pause. */
const SHORTEST_PAUSE = 15;

export function createPublisher(options: PublisherOptions): DiagnosticsPublisher {
  const { connection, workspace, support, log, open, checked } = options;
  const published = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let immediate = false;
  let generation = 0;
  let checkMs = Number.POSITIVE_INFINITY;
  let running: Promise<void> = Promise.resolve();

  const check = async (mine: number): Promise<void> => {
    await workspace.settled();
    const begun = performance.now();
    const current = () => mine === generation;
    const files = new Map<string, { readonly file: SourceFile; readonly diagnostics: readonly Diagnostic[] }>();
    const snapshots: ProjectSnapshot[] = [];
    const collect = (snapshot: ProjectSnapshot) => {
      for (const [uri, diagnostics] of snapshot.diagnostics()) {
        const file = snapshot.file(uri);
        if (file) files.set(uri, { file, diagnostics });
      }
    };
    for (const project of workspace.projects) {
      if (!current()) return;
      for (const [i, uri] of project.snapshot.uris.entries()) {
        project.snapshot.reading(uri);
        if (i % BATCH === BATCH - 1) await nextTurn();
        if (!current()) return;
      }
      const snapshot = await project.settle();
      if (!current()) return;
      collect(snapshot);
      snapshots.push(snapshot);
      await nextTurn();
    }
    for (const uri of open().keys()) {
      if (files.has(uri) || !isChecked(uri)) continue;
      const snapshot = workspace.snapshotOf(uri);
      const file = snapshot?.file(uri);
      if (snapshot && file) files.set(uri, { file, diagnostics: snapshot.diagnostics().get(uri) ?? [] });
    }
    if (!current()) return;
    await publish(files);
    checkMs = performance.now() - begun;
    checked(snapshots);
  };

  const publish = async (
    files: ReadonlyMap<string, { readonly file: SourceFile; readonly diagnostics: readonly Diagnostic[] }>,
  ): Promise<void> => {
    const fileOf = (uri: string) => files.get(uri)?.file;
    const spelt = open();
    for (const [uri, { file, diagnostics }] of files) {
      const list = diagnostics.map((d) => toLspDiagnostic(d, textOf(file), support, fileOf));
      const version = file.version === null ? {} : { version: file.version };
      const text = JSON.stringify([list, file.version]);
      const before = published.get(uri);
      // A file that never had a problem needs no word, but who opened a document waits for its answer.
      if (before === text || (before === undefined && list.length === 0 && file.version === null)) continue;
      published.set(uri, text);
      await connection.sendDiagnostics({ uri: spelt.get(uri) ?? uri, ...version, diagnostics: list });
    }
    for (const uri of [...published.keys()]) {
      if (files.has(uri)) continue;
      published.delete(uri);
      await connection.sendDiagnostics({ uri: spelt.get(uri) ?? uri, diagnostics: [] });
    }
  };

  const start = () => {
    timer = undefined;
    const mine = generation;
    running = running
      .then(() => (mine === generation ? check(mine) : undefined))
      .catch((error: unknown) => log.error(`diagnostics: ${error instanceof Error ? error.stack : String(error)}`));
  };

  return {
    schedule(delay) {
      // A check at work is for a text that is no longer there.
      generation++;
      if (timer !== undefined && immediate) return;
      clearTimeout(timer);
      immediate = delay === 0;
      timer = setTimeout(start, Math.min(delay, Math.max(SHORTEST_PAUSE, checkMs)));
    },
    dispose() {
      generation++;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

/** Documents of other schemes (a git revision, an output) belong to no project. */
const isChecked = (uri: string): boolean =>
  uri.startsWith('untitled:') || ((isSegmentFile(uri) || isSchemaFile(uri)) && isStored(uri));
