/** Data files on this machine's disk. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PassThrough, type Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { escapePath, glob } from 'tinyglobby';
import { StoreError } from '../ports.ts';
import type { BytesOptions, DataFile, OpenFile } from './readers/batch.ts';
import type { DataFolder } from './sources.ts';

const CHUNK_BYTES = 1 << 20;

/** A data file that says where it lies. */
export interface DiskFile extends DataFile {
  readonly absolute: string;
}

/** The file at a path from `root`, or at an absolute one. */
export function diskFile(root: string, path: string): DiskFile {
  const absolute = resolve(root, path);
  return {
    absolute,
    path,
    bytes: (options) => readBytes(path, absolute, options),
    open: () => openFile(path, absolute),
  };
}

/** A project's folder on the disk. */
export const diskFolder = (root: string): DataFolder<DiskFile> => ({
  name: root,
  find: async (path) => {
    // A name may hold characters that mean something in a glob.
    const literal = await isFile(resolve(root, path));
    return glob(literal ? escapePath(path.replaceAll('\\', '/')) : path, {
      cwd: root,
      onlyFiles: true,
      expandDirectories: false,
      ignore: ['**/node_modules/**', '**/.segments/**', '**/.git/**'],
    });
  },
  file: (path) => diskFile(root, path),
});

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function* readBytes(path: string, absolute: string, options: BytesOptions): AsyncGenerator<Uint8Array> {
  const packed = createReadStream(absolute, { highWaterMark: CHUNK_BYTES });
  if (options.onRaw) packed.on('data', (chunk) => options.onRaw?.(chunk as Buffer));
  packed.pause();
  const unpack: Transform = options.gzip
    ? createGunzip({ chunkSize: CHUNK_BYTES })
    : new PassThrough({ highWaterMark: CHUNK_BYTES });
  const done = pipeline(packed as Readable, unpack);
  // Its failure also reaches the loop below; without this it would count as unhandled.
  done.catch(() => {});
  try {
    for await (const chunk of unpack) yield chunk as Buffer;
    await done;
  } catch (error) {
    throw readingFailed(path, error);
  } finally {
    packed.destroy();
    unpack.destroy();
  }
}

async function openFile(path: string, absolute: string): Promise<OpenFile> {
  try {
    const handle = await open(absolute, 'r');
    const { size } = await handle.stat();
    return {
      size,
      async read(start, end) {
        const bytes = new Uint8Array(Math.max(0, end - start));
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
          if (bytesRead === 0) throw new Error('the file ends too early');
          filled += bytesRead;
        }
        return bytes.buffer;
      },
      close: () => handle.close(),
    };
  } catch (error) {
    throw readingFailed(path, error);
  }
}

/** Turns what the file system and zlib throw into a sentence. */
export function readingFailed(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (typeof code !== 'string' || error instanceof StoreError) return error;
  if (code === 'ENOENT') return new StoreError(`${path} is gone. Was it moved while it was read?`);
  if (code === 'EACCES' || code === 'EPERM') {
    return new StoreError(`${path} may not be read. Give yourself permission to read it.`);
  }
  if (code === 'Z_BUF_ERROR') return new StoreError(`${path} ends in the middle: it was cut off. Copy it again.`);
  if (code.startsWith('Z_')) {
    return new StoreError(`${path} is not a gzip file, or is damaged (${code}). Copy it again, or drop “.gz”.`);
  }
  if (code.startsWith('E')) return new StoreError(`${path} could not be read: ${(error as Error).message}.`);
  return error;
}
