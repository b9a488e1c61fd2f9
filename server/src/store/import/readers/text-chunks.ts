import { createReadStream } from 'node:fs';
import { PassThrough, type Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { StoreError } from '../../ports.ts';
import type { DataFile, ReadOptions } from './batch.ts';

const CHUNK_BYTES = 1 << 20;

/** No record may be longer; else a file without line breaks or with an open quote would fill the memory. */
export const LONGEST_RECORD = 64 << 20;

/** A text file in pieces, unpacked when its name ends with `.gz`, without its byte order mark. */
export async function* textChunks(file: DataFile, options: ReadOptions): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let first = true;
  let replaced = false;
  const clean = (text: string): string => {
    if (!replaced && text.includes('\ufffd')) {
      replaced = true;
      options.onWarning?.(`${file.path} is not all UTF-8: what could not be read stands as \ufffd. Save it as UTF-8.`);
    }
    return text;
  };
  for await (const bytes of byteChunks(file, options)) {
    options.signal?.throwIfAborted();
    if (first && isUtf16(bytes)) {
      throw new StoreError(`${file.path} is encoded as UTF-16, and data files are read as UTF-8. Save it as UTF-8.`);
    }
    let text = decoder.write(bytes);
    if (first && text.length > 0) {
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
      first = false;
    }
    if (text.length > 0) yield clean(text);
  }
  const rest = decoder.end();
  if (rest.length > 0) yield clean(rest);
}

async function* byteChunks(file: DataFile, options: ReadOptions): AsyncGenerator<Buffer> {
  const packed = createReadStream(file.absolute, { highWaterMark: CHUNK_BYTES });
  packed.on('data', (chunk) => {
    const bytes = chunk as Buffer;
    options.hash?.update(bytes);
    options.onBytes?.(bytes.length);
  });
  packed.pause();
  const unpack: Transform = isGzip(file.path)
    ? createGunzip({ chunkSize: CHUNK_BYTES })
    : new PassThrough({ highWaterMark: CHUNK_BYTES });
  const done = pipeline(packed as Readable, unpack);
  // Its failure also reaches the loop below; without this it would count as unhandled.
  done.catch(() => {});
  try {
    for await (const chunk of unpack) yield chunk as Buffer;
    await done;
  } catch (error) {
    throw readingFailed(file, error);
  } finally {
    packed.destroy();
    unpack.destroy();
  }
}

/** Turns what the file system and zlib throw into a sentence. */
export function readingFailed(file: DataFile, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (typeof code !== 'string' || error instanceof StoreError) return error;
  if (code === 'ENOENT') return new StoreError(`${file.path} is gone. Was it moved while it was read?`);
  if (code === 'EACCES' || code === 'EPERM') {
    return new StoreError(`${file.path} may not be read. Give yourself permission to read it.`);
  }
  if (code === 'Z_BUF_ERROR') return new StoreError(`${file.path} ends in the middle: it was cut off. Copy it again.`);
  if (code.startsWith('Z_')) {
    return new StoreError(`${file.path} is not a gzip file, or is damaged (${code}). Copy it again, or drop “.gz”.`);
  }
  if (code.startsWith('E')) return new StoreError(`${file.path} could not be read: ${(error as Error).message}.`);
  return error;
}

const isGzip = (path: string): boolean => /\.gz$/i.test(path);

const isUtf16 = (bytes: Buffer): boolean =>
  bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff));
