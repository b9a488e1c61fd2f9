import type { FileHost } from './file-host.ts';
import { folderOf, joinUri, nameOf, pathBelow } from './uris.ts';

export const SCHEMA_FILE = 'segments.schema.yaml';
export const SEGMENT_SUFFIX = '.segment.yaml';

export const isSegmentFile = (uri: string): boolean => nameOf(uri).endsWith(SEGMENT_SUFFIX);
export const isSchemaFile = (uri: string): boolean => nameOf(uri) === SCHEMA_FILE;

/** The id of a segment file: its name without the ending, in Unicode's composed form (macOS decomposes names). */
export function segmentIdOf(uri: string): string {
  const name = nameOf(uri);
  return (name.endsWith(SEGMENT_SUFFIX) ? name.slice(0, -SEGMENT_SUFFIX.length) : name).normalize('NFC');
}

/** Folders that are never looked into: not a project's own files, or far too many. */
const SKIPPED = new Set(['node_modules', '.git', '.segments', '.hg', '.svn', '.vscode-test']);
const MAX_DEPTH = 32;
const AT_ONCE = 16;
const MAX_CSV = 500;

/**
 * The folder of the nearest `segments.schema.yaml`, looking upward from a file or folder.
 * `from` may be a file that does not exist yet.
 */
export async function findProjectRoot(from: string, host: FileHost): Promise<string | undefined> {
  let folder = (await host.stat(from))?.kind === 'folder' ? from : folderOf(from);
  for (;;) {
    if ((await host.stat(joinUri(folder, SCHEMA_FILE)))?.kind === 'file') return folder;
    const parent = folderOf(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

/** What a walk below a folder finds. */
export interface Found {
  /** Segment files governed by the folder itself: those of nested projects are left out. */
  readonly segments: readonly string[];
  /** Folders of nested projects. */
  readonly nested: readonly string[];
  /** CSV files, from the root: what an `in_list` can name. Not all of a very large project. */
  readonly csvFiles: readonly string[];
}

/** All segment files that a project's root governs, in a stable order, and the projects nested in it. */
export async function scanProject(root: string, host: FileHost): Promise<Found> {
  const segments: string[] = [];
  const nested: string[] = [];
  const csvFiles: string[] = [];
  await walkFolders(root, host, (folder, files) => {
    if (folder !== root && files.includes(SCHEMA_FILE)) {
      nested.push(folder);
      return false;
    }
    for (const name of files) if (name.endsWith(SEGMENT_SUFFIX)) segments.push(joinUri(folder, name));
    for (const name of files) {
      if (name.toLowerCase().endsWith('.csv') && csvFiles.length < MAX_CSV) {
        csvFiles.push(pathBelow(root, joinUri(folder, name)) ?? name);
      }
    }
    return true;
  });
  return { segments: segments.sort(), nested: nested.sort(), csvFiles: csvFiles.sort() };
}

/** The roots of all projects in a folder, nested ones too. */
export async function findProjects(folder: string, host: FileHost): Promise<readonly string[]> {
  const roots: string[] = [];
  await walkFolders(folder, host, (at, files) => {
    if (files.includes(SCHEMA_FILE)) roots.push(at);
    return true;
  });
  return roots.sort();
}

/** Visits a folder and those below it, a few at a time; `visit` says whether to go deeper. */
async function walkFolders(
  start: string,
  host: FileHost,
  visit: (folder: string, files: readonly string[]) => boolean,
): Promise<void> {
  let level = [start];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (let i = 0; i < level.length; i += AT_ONCE) {
      const batch = level.slice(i, i + AT_ONCE);
      const listings = await Promise.all(batch.map((folder) => host.list(folder)));
      for (const [k, entries] of listings.entries()) {
        const folder = batch[k]!;
        const files = entries.filter((e) => e.kind === 'file').map((e) => e.name);
        if (!visit(folder, files)) continue;
        for (const { name, kind } of entries) {
          if (kind === 'folder' && !SKIPPED.has(name)) next.push(joinUri(folder, name));
        }
      }
    }
    level = next;
  }
}

/** Whether a path lies in a folder that projects never look into. */
export function isSkipped(root: string, uri: string): boolean {
  const path = pathBelow(root, uri);
  return path === undefined || path.split('/').some((part) => SKIPPED.has(part));
}
