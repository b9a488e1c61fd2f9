import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { parse } from 'csv-parse/browser/esm/sync';
import type { FileHost } from './file-host.ts';
import { joinUri, pathBelow } from './uris.ts';
import type { Use } from './uses.ts';

/** What stands at the path of an `in_list` rule. */
export type ListStatus = 'file' | 'missing' | 'folder' | 'outside';

/** The ids of a list file, each once. Equal digests mean equal sets of ids. */
export interface ListFile {
  readonly ids: readonly string[];
  readonly digest: string;
}

export type ListReading =
  | { readonly ok: true; readonly list: ListFile }
  | { readonly ok: false; readonly reason: string };

/**
 * The file that a list's path names; undefined when it leads out of the project. Paths are written with forward
 * slashes from the project's root.
 */
export function listUri(root: string, path: string): string | undefined {
  if (path === '' || /^([/\\]|[A-Za-z]:|~)/.test(path) || path.includes('\\') || path.includes('\0')) return undefined;
  const uri = joinUri(root, path);
  return pathBelow(root, uri) === undefined ? undefined : uri;
}

/** Whether a list is there and lies within the project, links followed. */
export async function listStatus(root: string, path: string, host: FileHost): Promise<ListStatus> {
  const uri = listUri(root, path);
  if (uri === undefined) return 'outside';
  const stat = await host.stat(uri);
  if (stat === undefined) return 'missing';
  if (stat.kind === 'folder') return 'folder';
  const [real, realRoot] = await Promise.all([host.real(uri), host.real(root)]);
  return pathBelow(realRoot, real) === undefined ? 'outside' : 'file';
}

/** Reads the first column of every line of a list, a header included. */
export async function readList(root: string, path: string, host: FileHost): Promise<ListReading> {
  const status = await listStatus(root, path, host);
  if (status !== 'file') return { ok: false, reason: `The list ${path} ${STATUS_TEXT[status]}.` };
  const bytes = await host.read(joinUri(root, path));
  if (bytes === undefined) return { ok: false, reason: `The list ${path} cannot be read.` };
  try {
    const ids = firstColumn(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return { ok: true, list: { ids, digest: digestOf(ids) } };
  } catch (error) {
    const detail = error instanceof TypeError ? 'it is not UTF-8 text' : (error as Error).message;
    return { ok: false, reason: `The list ${path} cannot be read: ${detail}` };
  }
}

export const STATUS_TEXT: Readonly<Record<Exclude<ListStatus, 'file'>, string>> = {
  missing: 'does not exist',
  folder: 'is a folder, not a file',
  outside: 'lies outside the project',
};

/** Ids in the order of the file, each once; empty cells are no ids. */
export function firstColumn(csv: string): readonly string[] {
  const ids = new Set<string>();
  parse(csv, {
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (record: readonly string[]) => {
      const id = record[0];
      if (id !== undefined && id !== '') ids.add(id);
      return null;
    },
  });
  return [...ids];
}

function digestOf(ids: readonly string[]): string {
  const hash = sha256.create();
  for (const id of [...ids].sort()) hash.update(utf8ToBytes(`${id.length}:${id}\n`));
  return bytesToHex(hash.digest());
}

/** The lists that uses name. */
export function listsIn(uses: readonly (readonly Use[])[]): ReadonlySet<string> {
  return new Set(uses.flatMap((each) => each.flatMap((use) => (use.kind === 'list' ? [use.name] : []))));
}
