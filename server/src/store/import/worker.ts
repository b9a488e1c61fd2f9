/** A thread that builds one store and ends. Its owner ends it early to cancel. */
import { parentPort, workerData } from 'node:worker_threads';
import { StoreError } from '../ports.ts';
import { type BuiltStore, buildFromStoreSchema } from './build-file.ts';
import type { ImportProgress } from './progress.ts';
import type { StoreSchema } from './store-schema.ts';

export interface WorkerJob {
  readonly root: string;
  readonly schema: StoreSchema;
  readonly token: string;
}

export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: ImportProgress }
  | { readonly kind: 'built'; readonly store: BuiltStore }
  /** `expected`: a sentence for people, not a defect. */
  | { readonly kind: 'failed'; readonly expected: boolean; readonly message: string; readonly stack?: string };

if (parentPort !== null) {
  const port = parentPort;
  const tell = (message: WorkerMessage): void => port.postMessage(message);
  const { root, schema, token } = workerData as WorkerJob;
  try {
    const store = await buildFromStoreSchema(schema, {
      root,
      token,
      onProgress: (progress) => tell({ kind: 'progress', progress }),
    });
    tell({ kind: 'built', store });
  } catch (error) {
    const { message, stack } = error as Error;
    tell({ kind: 'failed', expected: error instanceof StoreError, message, ...(stack === undefined ? {} : { stack }) });
  }
}
