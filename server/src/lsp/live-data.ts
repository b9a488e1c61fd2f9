/**
 * The data behind what the editor shows. The one place that decides when data is read because of an open file: after
 * trust, where the schema declares data, when `segments.liveNumbers` says so; once, in the background, with progress
 * that can be cancelled. Typing never opens, imports or waits for anything.
 */
import type { Connection } from 'vscode-languageserver';
import type { DataPort, ProjectData } from '../features/data.ts';
import type { EditorSettings } from '../features/settings.ts';
import { createProfiles, momentOf, type Profiles } from '../insights/index.ts';
import type { Diagnostic } from '../language/index.ts';
import { normalizeUri, type Project, type Workspace } from '../project/index.ts';
import type { EarlierProjects } from '../revisions/index.ts';
import { CancelledError, StoreError } from '../store/ports.ts';
import type { Client } from './capabilities.ts';
import type { DiagnosticSource } from './diagnostics/index.ts';
import { lastCommit } from './last-commit.ts';
import { createLiveChanges } from './live-changes.ts';
import { createLiveHints } from './live-hints.ts';
import { createLiveNumbers } from './live-numbers.ts';
import { ownProgress } from './progress.ts';
import { dataOf, declaresData } from './project-data.ts';
import { createRefresh } from './refresh.ts';
import { type Log, stackOf } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import type { OpenStore, Stores } from './stores.ts';
import { createUsageIndex } from './usage.ts';

export interface LiveData extends DataPort, DiagnosticSource {
  opened(uri: string): void;
  closed(uri: string): void;
  /** The person trusts the workspace, or settings are others: read what is to be read now. */
  consider(): void;
  /** A text changed: what is being counted for it is given up. */
  edited(uri: string): void;
  /** A store's standing, the instant that counts are for, or another file changed. */
  changed(): void;
  /** Another commit is the last one. */
  committed(): void;
  /** Has the client ask again for what shows numbers. */
  refresh(): void;
  dispose(): void;
}

export interface LiveDataOptions {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly stores: Stores;
  readonly log: Log;
  readonly client: () => Client | undefined;
  readonly trusted: () => boolean;
  /** Undefined as long as they are not known. */
  readonly settings: () => EditorSettings | undefined;
  /** What the data says of open files may be otherwise now. */
  readonly hintsChanged: () => void;
  readonly runtime: Pick<Runtime, 'now' | 'revisions'>;
  readonly earlier: EarlierProjects;
}

interface Known {
  readonly version: string;
  readonly profiles: Profiles;
}

export function createLiveData(options: LiveDataOptions): LiveData {
  const { connection, workspace, stores, log, client, trusted, settings, runtime, earlier, hintsChanged } = options;
  const open = new Set<string>();
  const { refresh, dispose: endRefresh } = createRefresh(connection, client);
  const usage = createUsageIndex(refresh);
  const told = () => {
    refresh();
    hintsChanged();
  };
  const known = new Map<string, Known>();
  const reading = new Set<string>();
  const life = new AbortController();

  const allowed = (project: Project | undefined): project is Project =>
    project !== undefined && trusted() && (settings()?.liveNumbers ?? 'off') !== 'off' && declaresData(project);

  const use = <T>(project: Project, work: (open: OpenStore) => Promise<T>, signal: AbortSignal): Promise<T> => {
    const progress = ownProgress(connection, client(), 'Importing data', () => stores.cancelBuild(project.rootUri));
    return stores.use(project, { signal, onProgress: progress.report }, work).finally(progress.done);
  };

  /** Reads the data of a project that nobody has read yet. What failed or was cancelled is not tried with the same data. */
  const read = (project: Project): void => {
    const { rootUri } = project;
    const { state } = stores.standing(rootUri);
    if (reading.has(rootUri) || state === 'building' || state === 'ready') return;
    reading.add(rootUri);
    use(project, async () => undefined, life.signal)
      .catch((error: unknown) => {
        if (error instanceof CancelledError || state === 'failed') return;
        if (error instanceof StoreError) log.info(`Data for the editor: ${error.message}`);
        else log.error(`Data for the editor: ${stackOf(error)}`);
      })
      .finally(() => reading.delete(rootUri));
  };

  const profilesOf = (project: Project, version: string): Profiles => {
    const before = known.get(project.rootUri);
    if (before?.version === version) return before.profiles;
    before?.profiles.close();
    const profiles = createProfiles({
      ask: (work, signal) =>
        stores.use(project, { signal }, async ({ store }) => {
          if (store.info.version !== version) throw new CancelledError();
          return work(store);
        }),
      found: told,
    });
    known.set(project.rootUri, { version, profiles });
    return profiles;
  };

  const counting = {
    snapshotOf: async (uri: string) => {
      const project = workspace.projectOf(uri);
      if (!allowed(project) || stores.standing(project.rootUri).state !== 'ready') return undefined;
      await project.settleFor(uri);
      return workspace.snapshotOf(uri);
    },
    use: <T>(uri: string, work: (open: OpenStore) => Promise<T>, signal: AbortSignal): Promise<T> => {
      const project = workspace.projectOf(uri);
      return project ? use(project, work, signal) : Promise.reject(new CancelledError());
    },
    found: told,
  };
  const numbers = createLiveNumbers(counting);
  const changes = createLiveChanges({
    ...counting,
    now: () => runtime.now(),
    earlierOf: async (snapshot, uri) =>
      (await lastCommit(snapshot.rootUri, { runtime, earlier }))?.before(snapshot, uri),
  });

  /** Which data there is to be shown. */
  const versions = (): string =>
    workspace.projects
      .filter(allowed)
      .map(({ rootUri }) => {
        const standing = stores.standing(rootUri);
        return standing.state === 'ready' ? `${standing.info.version} ${standing.moment.asOf ?? ''}` : '';
      })
      .join('\n');
  let shown = '';

  const live: LiveData = {
    of(uri): ProjectData | undefined {
      const project = workspace.projectOf(normalizeUri(uri));
      const standing = allowed(project) ? stores.standing(project.rootUri) : undefined;
      if (!project || standing?.state !== 'ready') return undefined;
      const { info, moment } = standing;
      return dataOf(profilesOf(project, info.version), info, momentOf({ info }, moment));
    },
    usage: (uri) => {
      const project = workspace.projectOf(normalizeUri(uri));
      return project ? usage.of(project) : new Map();
    },
    hints(uri) {
      const own = normalizeUri(uri);
      const snapshot = workspace.snapshotOf(own);
      return snapshot ? live.problemsOf(own, snapshot) : NO_HINTS;
    },
    problemsOf: (uri, snapshot) => (open.has(uri) ? hints.of(uri, snapshot) : NO_HINTS),
    change(uri) {
      const own = normalizeUri(uri);
      const snapshot = live.of(own) && workspace.snapshotOf(own);
      return snapshot?.reading(own) && changes.of(own, snapshot);
    },
    refresh,
    committed() {
      changes.recheck();
      refresh();
    },
    numbers: (uri) => numbers.of(normalizeUri(uri)),
    consider() {
      const { refreshesInlayHints = false, refreshesCodeLenses = false } = client() ?? {};
      // For a client that cannot be told of numbers when they are there, none are looked for.
      const reads = settings()?.liveNumbers === 'on' && (refreshesInlayHints || refreshesCodeLenses);
      workspace.settled().then(
        () => {
          for (const uri of open) {
            const project = workspace.projectOf(uri);
            // Counted before somebody asks: the first completion knows it.
            if (project) usage.of(project);
            if (reads && allowed(project)) read(project);
          }
        },
        () => undefined,
      );
    },
    opened(uri) {
      open.add(normalizeUri(uri));
      live.consider();
    },
    closed(uri) {
      open.delete(normalizeUri(uri));
      numbers.forget(normalizeUri(uri));
      changes.forget(normalizeUri(uri));
      hints.forget(normalizeUri(uri));
    },
    edited: (uri) => numbers.giveUp(normalizeUri(uri)),
    changed() {
      const now = versions();
      if (now !== shown) {
        changes.forgetAll();
        told();
      }
      hints.forgetAll();
      shown = now;
      numbers.recount();
      live.consider();
    },
    dispose() {
      life.abort();
      endRefresh();
      usage.dispose();
      changes.dispose();
      numbers.dispose();
      for (const { profiles } of known.values()) profiles.close();
    },
  };
  const hints = createLiveHints({ data: live, settings, now: () => runtime.now(), changed: hintsChanged });
  return live;
}

const NO_HINTS: readonly Diagnostic[] = [];
