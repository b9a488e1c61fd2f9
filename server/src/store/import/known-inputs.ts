/** Whether the store on the disk is current, and what is remembered to know that without reading all inputs. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectSchema } from '../../language/schema/model.ts';
import { CancelledError } from '../ports.ts';
import { type DiskFile, diskFolder, readingFailed } from './node-files.ts';
import { filesOf, findSources } from './sources.ts';
import { asideToken, publish, stateFolder, storePath } from './store-files.ts';
import { storeSchemaOf } from './store-schema.ts';
import { stampOf, versionOf } from './version.ts';

/** What the file system says about a file; when none of it has changed, the bytes have not either. */
export interface FileMark {
  readonly size: number;
  readonly modified: string;
  readonly changed: string;
  readonly inode: string;
}

/** Content hashes of input files, by path from the project folder, kept beside the store to spare reading them again. */
export type KnownHashes = Readonly<Record<string, FileMark & { readonly at: number; readonly hash: string }>>;

const HASHES = 'inputs.json';

/** A file changed within this time before it was hashed may change again without its time showing it. */
const CLOCK_GRAIN = 2000;

export async function markOf(file: DiskFile): Promise<FileMark> {
  try {
    const { size, mtimeNs, ctimeNs, ino } = await stat(file.absolute, { bigint: true });
    return { size: Number(size), modified: String(mtimeNs), changed: String(ctimeNs), inode: String(ino) };
  } catch (error) {
    throw readingFailed(file.path, error);
  }
}

export const sameMark = (a: FileMark, b: FileMark): boolean =>
  a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;

/**
 * The version that a store built now would have. Decided by content: what is hashed is the inputs' bytes and the parts of
 * the schema that the store depends on; files that the file system calls unchanged are not read again.
 */
export async function inputsVersion(options: {
  readonly root: string;
  readonly schema: ProjectSchema;
  readonly signal?: AbortSignal;
}): Promise<string> {
  const { root, signal } = options;
  const schema = storeSchemaOf(options.schema);
  const files = filesOf(await findSources(diskFolder(root), schema));
  const known = await readHashes(root);
  const now: Record<string, KnownHashes[string]> = {};
  let learned = false;
  for (const file of files) {
    if (now[file.path] !== undefined) continue;
    const mark = await markOf(file);
    const entry = Object.hasOwn(known, file.path) ? known[file.path]! : undefined;
    if (entry !== undefined && sameMark(entry, mark) && isSettled(entry)) {
      now[file.path] = entry;
      continue;
    }
    const at = Date.now();
    now[file.path] = { ...mark, at, hash: await hashFile(file, signal) };
    learned = true;
  }
  if (learned) await saveHashes(root, now);
  return versionOf(
    schema,
    files.map(({ path }) => ({ path, hash: now[path]!.hash })),
  );
}

/**
 * Whether the store's file is there and made from the present inputs and schema. Reads no more of the store than its
 * first hundred bytes.
 */
export async function storeIsCurrent(options: {
  readonly root: string;
  readonly schema: ProjectSchema;
  readonly signal?: AbortSignal;
}): Promise<boolean> {
  const stamp = await readStamp(storePath(options.root));
  return stamp !== undefined && stamp === stampOf(await inputsVersion(options));
}

async function readStamp(path: string): Promise<string | undefined> {
  try {
    const handle = await open(path, 'r');
    try {
      const header = Buffer.alloc(100);
      const { bytesRead } = await handle.read(header, 0, 100, 0);
      if (bytesRead < 100 || header.toString('latin1', 0, 15) !== 'SQLite format 3') return undefined;
      return header.toString('hex', 60, 64) + header.toString('hex', 68, 72);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

const isSettled = ({ at, modified, changed }: KnownHashes[string]): boolean =>
  at - Number(BigInt(modified) / 1_000_000n) > CLOCK_GRAIN && at - Number(BigInt(changed) / 1_000_000n) > CLOCK_GRAIN;

async function hashFile(file: DiskFile, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file.absolute, { highWaterMark: 1 << 20 })) {
      if (signal?.aborted) throw new CancelledError('The check of the data was cancelled.');
      hash.update(chunk as Buffer);
    }
  } catch (error) {
    throw readingFailed(file.path, error);
  }
  return hash.digest('hex');
}

async function readHashes(root: string): Promise<KnownHashes> {
  try {
    const value: unknown = JSON.parse(await readFile(join(stateFolder(root), HASHES), 'utf8'));
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, entry]) => isEntry(entry)));
  } catch {
    return {};
  }
}

function isEntry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Record<string, unknown>;
  return (
    typeof entry['hash'] === 'string' &&
    typeof entry['at'] === 'number' &&
    /^-?\d+$/.test(String(entry['modified'])) &&
    /^-?\d+$/.test(String(entry['changed']))
  );
}

/** To know them is a saving and no more, so failing to keep them is no failure. */
export async function saveHashes(root: string, hashes: KnownHashes): Promise<void> {
  try {
    await publish(root, HASHES, Buffer.from(`${JSON.stringify(hashes, undefined, 1)}\n`), asideToken());
  } catch {
    // A folder that is not there yet, or can't be written.
  }
}
