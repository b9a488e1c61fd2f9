/**
 * The store where there is no disk: built in memory by a web worker from files that the editor holds, kept for the session.
 * Invariant: needs no Node, no shared memory and no evaluation of code beyond SQLite's WebAssembly.
 */
import type { ProjectSchema } from '../../language/schema/model.ts';
import { openThreaded, type StartThread } from '../engines/sqljs/threaded.ts';
import type { ImportProgress } from '../import/progress.ts';
import { filesOf, findSources, type Source } from '../import/sources.ts';
import { type StoreSchema, storeSchemaOf } from '../import/store-schema.ts';
import { versionOf } from '../import/version.ts';
import { storeOf } from '../open-store.ts';
import { CancelledError, type SegmentStore, StoreError } from '../ports.ts';
import { buildInWorker } from './build-in-worker.ts';
import { type EditorFile, editorFolder } from './editor-folder.ts';
import { MAX_INPUT, tooMuchData } from './limits.ts';
import type { LoadedFile } from './messages.ts';
import type { EditorFiles } from './ports.ts';
import { startWorker } from './start-worker.ts';

export interface BrowserStoreOptions {
  readonly files: EditorFiles;
  /** URLs of the worker's script and of SQLite's WebAssembly. */
  readonly program: () => Promise<{ readonly storeWorker: string; readonly sqlite: string }>;
}

export interface BrowserStores {
  /** Builds the store. Throws `StoreError` for what a person can mend, `CancelledError` when the signal is aborted. */
  open(options: {
    readonly rootUri: string;
    readonly schema: ProjectSchema;
    readonly onProgress?: (progress: ImportProgress) => void;
    readonly signal?: AbortSignal;
  }): Promise<SegmentStore>;
  /** The version that a store built now would have. Files that seem unchanged are not read again. */
  inputsVersion(options: { readonly rootUri: string; readonly schema: ProjectSchema }): Promise<string>;
}

/** What was there when a file was hashed. */
interface Known {
  readonly mark: string;
  readonly hash: string;
}

export function browserStores({ files, program }: BrowserStoreOptions): BrowserStores {
  const hashes = new Map<string, Known>();

  const sourcesOf = (rootUri: string, schema: StoreSchema) => findSources(editorFolder(rootUri, files), schema);

  const statOf = async ({ path, uri }: EditorFile): Promise<{ readonly size: number; readonly mark: string }> => {
    const stat = await files.stat(uri);
    if (!stat) throw new StoreError(`${path} is gone. Was it moved while it was read?`);
    return { size: stat.size, mark: `${stat.size} ${stat.modified}` };
  };

  const contentOf = async ({ path, uri }: EditorFile): Promise<Uint8Array<ArrayBuffer>> => {
    const content = await files.read(uri);
    if (!content) throw new StoreError(`${path} could not be read. The editor may show no files as large as this.`);
    return content as Uint8Array<ArrayBuffer>;
  };

  const hashOf = async (file: EditorFile): Promise<string> => {
    const { mark } = await statOf(file);
    const known = hashes.get(file.uri);
    if (known?.mark === mark) return known.hash;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await contentOf(file)));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    hashes.set(file.uri, { mark, hash });
    return hash;
  };

  /** Reads all files, each once, unless they are too many bytes. */
  const load = async (
    sources: readonly Source<EditorFile>[],
    signal: AbortSignal | undefined,
  ): Promise<{
    readonly sources: readonly Source<LoadedFile>[];
    readonly marks: ReadonlyMap<string, string>;
    readonly totalBytes: number;
  }> => {
    const marks = new Map<string, string>();
    let totalBytes = 0;
    for (const file of filesOf(sources)) {
      const { size, mark } = await statOf(file);
      marks.set(file.path, mark);
      totalBytes += size;
    }
    if (totalBytes > MAX_INPUT) throw tooMuchData('The data of this project');
    const contents = new Map<string, Uint8Array<ArrayBuffer>>();
    for (const file of filesOf(sources)) {
      if (signal?.aborted) throw new CancelledError('The import was cancelled.');
      if (!contents.has(file.path)) contents.set(file.path, await contentOf(file));
    }
    // Not every file system knows sizes before it is asked for bytes.
    const loadedBytes = [...contents.values()].reduce((sum, { length }) => sum + length, 0);
    if (loadedBytes > MAX_INPUT) throw tooMuchData('The data of this project');
    const loaded = sources.map((source) => ({
      ...source,
      files: source.files.map(({ path }) => ({ path, content: contents.get(path)! })),
    }));
    return { sources: loaded, marks, totalBytes };
  };

  return {
    async open({ rootUri, schema: projectSchema, onProgress, signal }) {
      const { storeWorker, sqlite } = await program();
      const schema = storeSchemaOf(projectSchema);
      const named = await sourcesOf(rootUri, schema);
      const { sources, marks, totalBytes } = await load(named, signal);
      const job = { type: 'build', sqlite, schema, sources, totalBytes } as const;
      const built = await buildInWorker(storeWorker, job, {
        ...(onProgress ? { onProgress } : {}),
        ...(signal ? { signal } : {}),
      });
      const uris = new Map(filesOf(named).map(({ path, uri }) => [path, uri]));
      for (const { path, hash } of built.hashes) hashes.set(uris.get(path)!, { mark: marks.get(path)!, hash });
      return storeOf(await openThreaded(built.bytes.buffer, threads(storeWorker, sqlite)));
    },
    async inputsVersion({ rootUri, schema: projectSchema }) {
      const schema = storeSchemaOf(projectSchema);
      const inputs: { path: string; hash: string }[] = [];
      for (const file of filesOf(await sourcesOf(rootUri, schema)))
        inputs.push({ path: file.path, hash: await hashOf(file) });
      return versionOf(schema, inputs);
    },
  };
}

const threads =
  (script: string, sqlite: string): StartThread =>
  (start, onMessage, onCrash) => {
    const worker = startWorker(script, 'segments store');
    worker.onmessage = ({ data }) => onMessage(data as Parameters<typeof onMessage>[0]);
    worker.onerror = ({ message }) => onCrash(message ?? 'its script could not be loaded');
    worker.postMessage({ type: 'open', sqlite, start });
    return {
      post: (message) => worker.postMessage(message),
      keepAlive: () => {},
      terminate: async () => worker.terminate(),
    };
  };
