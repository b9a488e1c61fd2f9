import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import type { FileHost, FolderEntry } from './file-host.ts';
import { isFileUri, pathOfUri, uriOfPath } from './uris.ts';

/** Files larger than this are never read whole as text or lists; they are told apart from absent ones by `stat`. */
const TOO_BIG = 512 * 1024 * 1024;

/** The path of a URI of another place would be some other file here. */
function localPath(uri: string): string {
  if (!isFileUri(uri)) throw new Error(`${uri} is not on this machine`);
  return pathOfUri(uri);
}

/** The file system of this machine. */
export const nodeHost: FileHost = {
  async read(uri) {
    try {
      const path = localPath(uri);
      const info = await stat(path);
      if (!info.isFile() || info.size > TOO_BIG) return undefined;
      return await readFile(path);
    } catch {
      return undefined;
    }
  },

  async list(uri) {
    try {
      const entries = await readdir(localPath(uri), { withFileTypes: true });
      return entries.flatMap((entry): FolderEntry[] =>
        entry.isDirectory()
          ? [{ name: entry.name, kind: 'folder' }]
          : entry.isFile() || entry.isSymbolicLink()
            ? [{ name: entry.name, kind: 'file' }]
            : [],
      );
    } catch {
      return [];
    }
  },

  async stat(uri) {
    try {
      const info = await stat(localPath(uri));
      const kind = info.isDirectory() ? 'folder' : info.isFile() ? 'file' : undefined;
      return kind && { kind, size: info.size, modified: info.mtimeMs };
    } catch {
      return undefined;
    }
  },

  async real(uri) {
    try {
      return uriOfPath(await realpath(localPath(uri)));
    } catch {
      return uri;
    }
  },
};
