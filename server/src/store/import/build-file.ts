import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { CancelledError, type ImportReport } from '../ports.ts';
import { wasmPath } from '../program-files.ts';
import { loadSqlJs } from '../sqljs.ts';
import { buildBytes, type Digest } from './build.ts';
import { type FileMark, type KnownHashes, markOf, sameMark, saveHashes } from './known-inputs.ts';
import { type DiskFile, diskFolder } from './node-files.ts';
import type { ImportProgress } from './progress.ts';
import { filesOf, findSources } from './sources.ts';
import { asideToken, prepareFolder, publishStore, removeStale, storeAside, storePath } from './store-files.ts';
import type { StoreSchema } from './store-schema.ts';
import type { InputHash } from './version.ts';

export interface BuiltStore {
  readonly path: string;
  readonly version: string;
  readonly report: ImportReport;
}

export interface BuildOptions {
  /** The folder of segments.schema.yaml. */
  readonly root: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/** Reads a project's data and puts the store's file in its place. Throws `StoreError`, or `CancelledError`. */
export async function buildFromStoreSchema(
  schema: StoreSchema,
  options: BuildOptions & { readonly token?: string },
): Promise<BuiltStore> {
  const { root, onProgress, signal } = options;
  const token = options.token ?? asideToken();
  try {
    signal?.throwIfAborted();
    const sources = await findSources(diskFolder(root), schema);
    await prepareFolder(root);
    await removeStale(root);
    const sqlite = await loadSqlJs(wasmPath());
    const before = await marksOf(filesOf(sources));
    const { bytes, version, report, hashes } = await buildBytes(sources, schema, {
      sqlite,
      digest: sha256,
      totalBytes: before.total,
      onProgress,
      signal,
    });
    await publishStore(root, bytes, token);
    await saveHashes(root, await settled(filesOf(sources), hashes, before));
    return { path: storePath(root), version, report };
  } catch (error) {
    await rm(storeAside(root, token), { force: true }).catch(() => {});
    if (signal?.aborted) throw new CancelledError('The import was cancelled.');
    throw error;
  }
}

function sha256(): Digest {
  const hash = createHash('sha256');
  return { update: (bytes) => hash.update(bytes), hex: () => hash.digest('hex') };
}

/** What the file system says of the input files, before any is read. */
interface Marks {
  readonly at: number;
  readonly byPath: ReadonlyMap<string, FileMark>;
  /** Bytes of all files; one that two sources name counts twice. */
  readonly total: number;
}

async function marksOf(files: readonly DiskFile[]): Promise<Marks> {
  const byPath = new Map<string, FileMark>();
  const at = Date.now();
  let total = 0;
  for (const file of files) {
    const mark = await markOf(file);
    byPath.set(file.path, mark);
    total += mark.size;
  }
  return { at, byPath, total };
}

/** The hashes of those files that did not change while they were read. */
async function settled(files: readonly DiskFile[], hashes: readonly InputHash[], marks: Marks): Promise<KnownHashes> {
  const known: Record<string, KnownHashes[string]> = {};
  for (const [index, { path, hash }] of hashes.entries()) {
    const before = marks.byPath.get(path)!;
    const after = await markOf(files[index]!).catch(() => undefined);
    if (after !== undefined && sameMark(before, after)) known[path] = { ...before, at: marks.at, hash };
  }
  return known;
}
