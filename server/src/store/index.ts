/**
 * The store: a project's data in one file, and the numbers of its segments. Opens the file, importing the data first
 * when it is missing or stale. Invariant: knows plans, not segments; nothing outside this folder knows tables, SQL
 * engines or threads.
 */
import type { ProjectSchema } from '../language/schema/model.ts';
import { type EngineId, engines } from './engines/registry.ts';
import { buildStore, buildStoreInWorker, type ImportProgress, storeIsCurrent, storePath } from './import/index.ts';
import { storeOf } from './open-store.ts';
import type { SegmentStore } from './ports.ts';

export type { EngineId } from './engines/registry.ts';
export type { ImportProgress } from './import/index.ts';
export { buildStore, buildStoreInWorker, inputsVersion, storeIsCurrent, storePath } from './import/index.ts';
export { type InferOptions, inferSchema, starterSchema } from './import/infer/index.ts';
export type * from './ports.ts';
export { CancelledError, StoreError } from './ports.ts';

export interface OpenOptions {
  /** The folder of segments.schema.yaml. */
  readonly root: string;
  readonly schema: ProjectSchema;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
  /** Import even when the store is current. */
  readonly rebuild?: boolean;
  /** `sqljs` (default) answers from a thread; `sqljs-in-process` starts sooner, for commands that ask once. */
  readonly engine?: EngineId;
}

/** Throws `StoreError` for what a person can mend, `CancelledError` when the signal is aborted. */
export async function openStore(options: OpenOptions): Promise<SegmentStore> {
  const { root, signal, rebuild = false, engine = 'sqljs' } = options;
  if (rebuild || !(await storeIsCurrent(options))) {
    const build = engine === 'sqljs' ? buildStoreInWorker : buildStore;
    await build(options);
  }
  return openStoreFile(storePath(root), { engine, ...(signal ? { signal } : {}) });
}

/** Opens a store's file as it is. */
export async function openStoreFile(
  path: string,
  { engine = 'sqljs', signal }: { readonly engine?: EngineId; readonly signal?: AbortSignal } = {},
): Promise<SegmentStore> {
  return storeOf(await engines[engine](path, signal));
}
