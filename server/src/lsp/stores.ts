import type { Project, ProjectSnapshot } from '../project/index.ts';
import { CancelledError, DataMissing, type SegmentStore, StoreError, type StoreInfo } from '../store/ports.ts';
import type { Progress, Runtime } from './runtime.ts';

/** A store that is ready to be asked, with when its questions are for: to be passed on with every one of them. */
export interface OpenStore {
  readonly store: SegmentStore;
  readonly moment: Moment;
}

export interface Moment {
  /** What `as_of: now` means as long as nothing changes. */
  readonly now: number;
  /** The instant or date that the person counts as of; absent: as the schema says. */
  readonly asOf?: string;
}

export interface StoresOptions {
  /** What the person counts as of, when it is not as the schema says. */
  readonly asOf: () => string | undefined;
  /** Told whenever a store's standing is another. */
  readonly changed: (rootUri: string) => void;
}

export interface UseOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Build it anew, whatever there is. */
  readonly rebuild?: boolean;
  /** Look again whether the data changed, and let `now` be now. */
  readonly refresh?: boolean;
}

/** The stores of all projects. One a project, opened when first asked for and reopened when data or schema change. */
export interface Stores {
  use<T>(project: Project, options: UseOptions, work: (open: OpenStore) => Promise<T>): Promise<T>;
  /** The data may have changed: the next question looks. */
  invalidate(rootUri: string): void;
  /** Ends a build that is at work. */
  cancelBuild(rootUri: string): void;
  /** What there is of a project's store now; nothing is opened for it. */
  standing(rootUri: string): Standing;
  close(): Promise<void>;
}

/** `unread`: nobody asked for numbers yet. */
export type Standing =
  | { readonly state: 'unread' | 'building' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'ready'; readonly info: StoreInfo; readonly moment: Moment };

interface Entry {
  readonly opening: Promise<SegmentStore>;
  readonly listeners: Set<(progress: Progress) => void>;
  readonly abort: AbortController;
  store?: SegmentStore;
  schema: ProjectSnapshot['schema'];
  checkedAt: number;
  now: number;
  users: number;
  retired: boolean;
}

/** So long a data file is taken to be unchanged without looking, in milliseconds. */
const TRUSTED_FOR = 2_000;
/** So long `now` stays the same instant: leaves that were counted stay counted. */
const NOW_STAYS = 10 * 60_000;

/** A build that failed, or was ended by a person, for these inputs. */
interface Failure {
  readonly version: Promise<string | undefined>;
  readonly error: StoreError;
}

export function createStores(runtime: Runtime, { asOf, changed }: StoresOptions): Stores {
  const entries = new Map<string, Entry>();
  const failures = new Map<string, Failure>();

  const open = (project: Project, snapshot: ProjectSnapshot, rebuild: boolean): Entry => {
    retire(entries.get(project.rootUri));
    const listeners = new Set<(progress: Progress) => void>();
    const abort = new AbortController();
    const opening = runtime.openStore({
      root: project.root,
      rootUri: project.rootUri,
      schema: snapshot.schema,
      rebuild,
      signal: abort.signal,
      onProgress: (progress) => {
        for (const listener of listeners) listener(progress);
      },
    });
    const at = runtime.now();
    const entry: Entry = {
      opening,
      listeners,
      abort,
      schema: snapshot.schema,
      checkedAt: at,
      now: at,
      users: 0,
      retired: false,
    };
    entries.set(project.rootUri, entry);
    changed(project.rootUri);
    opening.then(
      (store) => {
        entry.store = store;
        entry.checkedAt = entry.now = runtime.now();
        closeIfDone(entry);
        changed(project.rootUri);
      },
      (error: unknown) => {
        if (entries.get(project.rootUri) !== entry) return;
        entries.delete(project.rootUri);
        // The same data would fail in the same way: nothing is imported anew at every keystroke.
        const told =
          error instanceof StoreError
            ? error
            : error instanceof CancelledError
              ? new StoreError('The import was cancelled, so there is nothing to count. Rebuild the store to go on.')
              : undefined;
        // Missing data may be there by now: its version is what it was when it was missed.
        const version = told instanceof DataMissing ? Promise.resolve(undefined) : versionOf(project, snapshot);
        if (told) failures.set(project.rootUri, { version, error: told });
        changed(project.rootUri);
      },
    );
    return entry;
  };

  /** Undefined when the inputs cannot even be listed. */
  const versionOf = (project: Project, { schema }: ProjectSnapshot): Promise<string | undefined> =>
    runtime.inputsVersion({ root: project.root, rootUri: project.rootUri, schema }).catch(() => undefined);

  const retire = (entry: Entry | undefined) => {
    if (!entry) return;
    entry.retired = true;
    if (!entry.store) entry.abort.abort();
    closeIfDone(entry);
  };

  /** A store that nobody uses any more is closed; one in use is closed by its last user. */
  const closeIfDone = (entry: Entry) => {
    if (!entry.retired || entry.users > 0 || !entry.store) return;
    entry.store.close().catch(() => undefined);
    delete entry.store;
  };

  const entryFor = async (project: Project, options: UseOptions): Promise<Entry> => {
    const { snapshot } = project;
    const known = entries.get(project.rootUri);
    if (options.rebuild) {
      failures.delete(project.rootUri);
      return open(project, snapshot, true);
    }
    if (!known) {
      const failure = failures.get(project.rootUri);
      if (failure && !options.refresh && (await failure.version) === (await versionOf(project, snapshot)))
        throw failure.error;
      failures.delete(project.rootUri);
      return entries.get(project.rootUri) ?? open(project, snapshot, false);
    }
    if (!known.store) return known;
    const now = runtime.now();
    const fresh = now - known.checkedAt < TRUSTED_FOR && known.schema === snapshot.schema;
    if (fresh && !options.refresh) return known;
    const version = await runtime.inputsVersion({
      root: project.root,
      rootUri: project.rootUri,
      schema: snapshot.schema,
    });
    if (entries.get(project.rootUri) !== known) return entryFor(project, options);
    if (version !== known.store?.info.version) {
      if (snapshot.schemaUnsaved && known.schema !== snapshot.schema) {
        throw new StoreError(
          'segments.schema.yaml has unsaved changes that change the data. Save it to count with them.',
        );
      }
      return open(project, snapshot, false);
    }
    known.checkedAt = now;
    known.schema = snapshot.schema;
    if (options.refresh || now - known.now > NOW_STAYS) known.now = now;
    return known;
  };

  return {
    async use(project, options, work) {
      const { signal } = options;
      if (signal.aborted) throw new CancelledError();
      const entry = await entryFor(project, options);
      entry.users++;
      if (options.onProgress) entry.listeners.add(options.onProgress);
      // Giving up a build that was asked for ends it; a question that waits for one leaves it to the next.
      const giveUp = () => entry.abort.abort();
      if (options.rebuild) signal.addEventListener('abort', giveUp, { once: true });
      try {
        const store = await untilAborted(entry.opening, signal);
        return await work({ store, moment: momentAt(entry.now, asOf()) });
      } finally {
        signal.removeEventListener('abort', giveUp);
        if (options.onProgress) entry.listeners.delete(options.onProgress);
        entry.users--;
        closeIfDone(entry);
      }
    },
    invalidate(rootUri) {
      const entry = entries.get(rootUri);
      if (entry) entry.checkedAt = 0;
    },
    cancelBuild(rootUri) {
      const entry = entries.get(rootUri);
      if (entry && !entry.store) entry.abort.abort();
    },
    standing(rootUri) {
      const entry = entries.get(rootUri);
      if (entry?.store) return { state: 'ready', info: entry.store.info, moment: momentAt(entry.now, asOf()) };
      if (entry) return { state: 'building' };
      const failure = failures.get(rootUri);
      return failure ? { state: 'failed', message: failure.error.message } : { state: 'unread' };
    },
    async close() {
      const all = [...entries.values()];
      entries.clear();
      for (const entry of all) {
        entry.abort.abort();
        await entry.store?.close().catch(() => undefined);
      }
    },
  };
}

const momentAt = (now: number, asOf: string | undefined): Moment => (asOf === undefined ? { now } : { now, asOf });

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new CancelledError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
