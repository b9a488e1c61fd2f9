import type { BytesOptions, DataFile } from '../import/readers/batch.ts';
import { StoreError } from '../ports.ts';
import { MAX_INPUT, tooMuchData } from './limits.ts';

/** A data file whose bytes are in memory. */
export const memoryFile = (path: string, bytes: Uint8Array<ArrayBuffer>): DataFile => ({
  path,
  bytes: (options) => inPieces(path, bytes, options),
  open: async () => ({
    size: bytes.length,
    read: async (start, end) => bytes.slice(start, end).buffer,
    close: async () => {},
  }),
});

async function* inPieces(
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  { gzip, onRaw }: BytesOptions,
): AsyncGenerator<Uint8Array> {
  const raw = new Blob([bytes]).stream().pipeThrough(watched(onRaw));
  const reader = (gzip ? raw.pipeThrough(new DecompressionStream('gzip')) : raw).getReader();
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new StoreError(`${path} is not a gzip file, or is damaged or cut off. Copy it again, or drop “.gz”.`);
      });
      if (done) return;
      total += value.length;
      if (total > MAX_INPUT) throw tooMuchData(`${path}, unpacked,`);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

const watched = (onRaw: BytesOptions['onRaw']) =>
  new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      onRaw?.(piece);
      controller.enqueue(piece);
    },
  });
