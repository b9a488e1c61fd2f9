import { createWriteStream } from 'node:fs';
import { mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface WriteOptions {
  readonly signal?: AbortSignal;
  /** A new file can be read by its owner only: it lists people. A file that is there keeps its mode. */
  readonly secret?: boolean;
}

/**
 * Writes a file aside and renames it: whoever looks sees the old file or the whole new one, never a part of it.
 * Folders on the way are made; of a link, the target is replaced. Fails as the file system does and leaves nothing behind.
 */
export async function writeFileAtomically(
  path: string,
  text: string | AsyncIterable<string>,
  { signal, secret = false }: WriteOptions = {},
): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = (await stat(target).catch(() => undefined))?.mode ?? (secret ? 0o600 : 0o666);
  await mkdir(dirname(target), { recursive: true });
  const aside = join(dirname(target), `.${basename(target)}.${process.pid}-${Date.now().toString(36)}.part`);
  try {
    const file = createWriteStream(aside, { flags: 'wx', mode, flush: true });
    await pipeline(Readable.from(typeof text === 'string' ? [text] : text), file, signal ? { signal } : {});
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
