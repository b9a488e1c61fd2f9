import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes a file aside and renames it: whoever looks sees the old file or the whole new one, never a part of it. */
export async function writeFileAtomically(
  path: string,
  text: AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const aside = join(dirname(path), `.${basename(path)}.${process.pid}-${Date.now().toString(36)}.part`);
  try {
    const target = createWriteStream(aside, { flags: 'wx', mode: 0o600 });
    await pipeline(Readable.from(text), target, signal ? { signal } : {});
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
