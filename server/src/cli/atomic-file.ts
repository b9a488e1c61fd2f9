import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';

/**
 * Writes a file aside, then renames it into place: whoever looks sees the old file or the whole new one.
 * A link is followed, so that its target is replaced and not the link; the file's mode is kept.
 * Folders on the way are made. Fails as the file system does; then nothing is left behind.
 */
export async function writeAtomically(path: string, content: string | AsyncIterable<string>): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const mode = (await stat(target).catch(() => undefined))?.mode;
  await mkdir(dirname(target), { recursive: true });
  const aside = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const out = createWriteStream(aside, { encoding: 'utf8', flags: 'wx', ...(mode === undefined ? {} : { mode }) });
    const done = finished(out);
    // The reason is thrown by the write below; without this the promise would also fail unheard.
    done.catch(() => undefined);
    for await (const text of typeof content === 'string' ? [content] : content) {
      if (!out.write(text)) await new Promise((ready) => out.once('drain', ready).once('close', ready));
    }
    out.end();
    await done;
    const file = await open(aside, 'r+');
    await file.sync().finally(() => file.close());
    await rename(aside, target);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
}
