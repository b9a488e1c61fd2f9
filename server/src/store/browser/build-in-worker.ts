import type { BuiltBytes } from '../import/build.ts';
import type { ImportProgress } from '../import/progress.ts';
import { CancelledError, StoreError } from '../ports.ts';
import type { BuildJob, FromBuilder } from './messages.ts';
import { startWorker } from './start-worker.ts';

/** Builds a store's bytes in a worker, which is ended at once when `signal` is aborted. */
export async function buildInWorker(
  script: string,
  job: BuildJob,
  { onProgress, signal }: { readonly onProgress?: (progress: ImportProgress) => void; readonly signal?: AbortSignal },
): Promise<BuiltBytes> {
  if (signal?.aborted) throw cancelled();
  const worker = startWorker(script, 'segments import');
  let stop = (): void => {};
  try {
    return await new Promise<BuiltBytes>((resolve, reject) => {
      stop = () => reject(cancelled());
      signal?.addEventListener('abort', stop, { once: true });
      worker.onmessage = ({ data }) => {
        const message = data as FromBuilder;
        if (message.type === 'progress') onProgress?.(message.progress);
        else if (message.type === 'built') resolve(message.built);
        else reject(failure(message));
      };
      worker.onerror = ({ message }) =>
        reject(new StoreError(`The import ended unexpectedly (${message ?? 'its script could not be loaded'}).`));
      const loaded = new Set(job.sources.flatMap(({ files }) => files.map(({ content }) => content.buffer)));
      worker.postMessage(job, [...loaded]);
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    worker.terminate();
  }
}

const cancelled = (): CancelledError => new CancelledError('The import was cancelled.');

function failure({ expected, message, stack }: FromBuilder & { readonly type: 'failed' }): Error {
  if (expected) return new StoreError(message);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
