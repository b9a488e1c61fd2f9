import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from '../ports.ts';

const FOLDER = '.segments';
const STORE = 'store.sqlite';

/** Where a project's local state lies. */
export const stateFolder = (root: string): string => join(root, FOLDER);

/** Where a project's store lies, whether it is there or not. */
export const storePath = (root: string): string => join(root, FOLDER, STORE);

/** Makes the folder for local state, which git is told to leave alone. */
export async function prepareFolder(root: string): Promise<void> {
  try {
    await mkdir(stateFolder(root), { recursive: true });
    await writeFile(join(stateFolder(root), '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      if ((await stat(stateFolder(root))).isDirectory()) return;
      throw new StoreError(
        `${stateFolder(root)} is a file, and the store is kept in a folder of that name. Remove it.`,
      );
    }
    throw writingFailed(stateFolder(root), error);
  }
}

/** A name for a file that is not finished. It says whose it is, so that what a killed import left can be found. */
export const asideToken = (): string => `${hostKey()}-${process.pid}-${randomBytes(6).toString('hex')}`;

export const asidePath = (root: string, name: string, token: string): string =>
  join(stateFolder(root), `${name}.${token}.tmp`);

export const storeAside = (root: string, token: string): string => asidePath(root, STORE, token);

const ASIDE = /\.([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.tmp$/;
const hostKey = (): string => createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const HOUR = 3_600_000;

/** Removes unfinished files whose writer is dead, or so old that it must be. */
export async function removeStale(root: string): Promise<void> {
  let names: string[];
  try {
    names = await readdir(stateFolder(root));
  } catch {
    return;
  }
  for (const name of names) {
    const match = ASIDE.exec(name);
    if (match === null) continue;
    const path = join(stateFolder(root), name);
    try {
      const dead = match[1] === hostKey() && !isAlive(Number(match[2]));
      if (dead || Date.now() - (await stat(path)).mtimeMs > 24 * HOUR) await rm(path, { force: true });
    } catch {
      // Somebody else was quicker.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Alive, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Writes a file aside and puts it in its place at once: whoever looks, and whenever this is killed, finds the old file
 * or the new one, whole. Of two at the same time the later wins.
 */
export async function publish(root: string, name: string, bytes: Uint8Array, token: string): Promise<void> {
  const aside = asidePath(root, name, token);
  const path = join(stateFolder(root), name);
  try {
    const handle = await open(aside, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameOver(aside, path);
    await syncFolder(root);
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {});
    throw writingFailed(path, error);
  }
}

export const publishStore = (root: string, bytes: Uint8Array, token: string): Promise<void> =>
  publish(root, STORE, bytes, token);

/** On Windows a file that someone has open can't be replaced; readers hold it for a moment only. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (attempt >= 20 || (code !== 'EPERM' && code !== 'EACCES' && code !== 'EBUSY')) throw error;
      await pause(25 * (attempt + 1));
    }
  }
}

/** So that the new name outlives a loss of power. Not every system can. */
async function syncFolder(root: string): Promise<void> {
  try {
    const handle = await open(stateFolder(root), 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // The store can be built again.
  }
}

function writingFailed(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof StoreError || typeof code !== 'string') return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StoreError(`The disk is full: ${path} could not be written.`);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StoreError(`${path} can't be written. The folder of segments.schema.yaml must be writable.`);
  }
  return new StoreError(`${path} could not be written: ${(error as Error).message}.`);
}
