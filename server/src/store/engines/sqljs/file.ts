/** Reads a store's file into memory that threads share. */
import { open } from 'node:fs/promises';
import { MAX_BYTES } from '../../physical.ts';
import { CancelledError, StoreError } from '../../ports.ts';

/** Node reads at most 2 GiB at once; smaller pieces also leave room for other work between them. */
const PIECE = 32 * 1024 * 1024;

export async function readShared(path: string, signal?: AbortSignal): Promise<SharedArrayBuffer> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw new StoreError(`The store ${path} can't be opened: ${(error as Error).message}`);
  });
  try {
    const { size } = await file.stat();
    if (size >= MAX_BYTES) throw tooBig(path, size);
    const bytes = new SharedArrayBuffer(size);
    const view = new Uint8Array(bytes);
    let at = 0;
    while (at < size) {
      if (signal?.aborted) throw new CancelledError();
      const { bytesRead } = await file.read(view, at, Math.min(PIECE, size - at), at);
      if (bytesRead === 0)
        throw new StoreError(`The store ${path} ends too early. Import the data again (segments import).`);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}

function tooBig(path: string, size: number): StoreError {
  const gigabytes = (size / 2 ** 30).toFixed(1);
  return new StoreError(
    `The store ${path} takes ${gigabytes} GiB; the embedded engine works up to 2 GiB. ` +
      'Import fewer events (a shorter period, or only the events that segments use), or leave out columns in `data`.',
  );
}
