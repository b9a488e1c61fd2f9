/**
 * Data in: reads a project's data files and builds the store's file from them, by the layout in `../physical.ts`.
 * Invariant: whatever happens, and however many do it at once, the file is whole; it is the old one or the new one. Whether it
 * is current is decided by the inputs' bytes and by those parts of the schema that it depends on (`StoreSchema`).
 * Knows nothing of segments, rules and engines.
 */
import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { ProjectSchema } from '../../language/schema/model.ts';
import { CancelledError, StoreError } from '../ports.ts';
import { workerEntry } from '../program-files.ts';
import { type BuildOptions, type BuiltStore, buildFromStoreSchema } from './build-file.ts';
import { asideToken, storeAside } from './store-files.ts';
import { storeSchemaOf } from './store-schema.ts';
import type { WorkerJob, WorkerMessage } from './worker.ts';

export type { BuildOptions, BuiltStore } from './build-file.ts';
export { inputsVersion, storeIsCurrent } from './known-inputs.ts';
export type { ImportProgress } from './progress.ts';
export { storePath } from './store-files.ts';

/** Builds the store on this thread. */
export function buildStore(options: BuildOptions & { readonly schema: ProjectSchema }): Promise<BuiltStore> {
  return buildFromStoreSchema(storeSchemaOf(options.schema), options);
}

/** Builds the store on a thread of its own, which is ended at once when `signal` is aborted. */
export async function buildStoreInWorker(
  options: BuildOptions & { readonly schema: ProjectSchema },
): Promise<BuiltStore> {
  const { root, signal, onProgress } = options;
  if (signal?.aborted) throw new CancelledError('The import was cancelled.');
  const job: WorkerJob = { root, schema: storeSchemaOf(options.schema), token: asideToken() };
  const worker = new Worker(workerEntry('import-worker.js', './import/worker.ts'), { workerData: job, execArgv: [] });
  const stop = (): void => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<BuiltStore>((resolve, reject) => {
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'progress') onProgress?.(message.progress);
        else if (message.kind === 'built') resolve(message.store);
        else reject(failure(message));
      });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('The import ended without a result.')));
    });
  } catch (error) {
    // Ended in the middle of writing, it could not tidy up itself.
    await rm(storeAside(root, job.token), { force: true }).catch(() => {});
    if (signal?.aborted) throw new CancelledError('The import was cancelled.');
    throw isOutOfMemory(error) ? new StoreError(NO_MEMORY) : error;
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

const NO_MEMORY =
  'There is not enough memory to import the data. Name fewer files under “data” in segments.schema.yaml, or declare fewer properties.';

const isOutOfMemory = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === 'ERR_WORKER_OUT_OF_MEMORY';

function failure({ expected, message, stack }: WorkerMessage & { kind: 'failed' }): Error {
  if (expected) return new StoreError(message);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
