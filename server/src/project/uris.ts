import { URI, Utils } from 'vscode-uri';

/** The one spelling of a URI that maps are keyed by: editors differ in what they escape (`c%3A`, `C:`, `%5B`). */
export function normalizeUri(uri: string): string {
  try {
    const parsed = URI.parse(uri);
    if (parsed.scheme !== 'file') return parsed.toString();
    return URI.file(parsed.fsPath).toString();
  } catch {
    return uri;
  }
}

/** The URI of a path on this machine. */
export const uriOfPath = (path: string): string => URI.file(path).toString();

/** The path of a file URI, as this machine writes it. */
export const pathOfUri = (uri: string): string => URI.parse(uri).fsPath;

/** A file or folder on this machine's disk. */
export const isFileUri = (uri: string): boolean => uri.startsWith('file:');

/** Of a place that projects lie in: a disk, or a file system that an editor shows. Not a revision, a diff or an output. */
export const isStored = (uri: string): boolean => /^(file|vscode-vfs|vscode-remote|memfs|vscode-test-web):/.test(uri);

export const joinUri = (folder: string, ...parts: readonly string[]): string =>
  Utils.joinPath(URI.parse(folder), ...parts).toString();

/** The folder that holds a file or folder; the root's own is the root. */
export const folderOf = (uri: string): string => stripSlash(Utils.dirname(URI.parse(uri)).toString());

export const nameOf = (uri: string): string => Utils.basename(URI.parse(uri));

/** The path of `uri` below `folder` with forward slashes, unescaped; undefined when it does not lie below it. */
export function pathBelow(folder: string, uri: string): string | undefined {
  const [base, target] = [URI.parse(folder), URI.parse(uri)];
  if (base.scheme !== target.scheme || base.authority !== target.authority) return undefined;
  const prefix = base.path.endsWith('/') ? base.path : `${base.path}/`;
  return target.path.startsWith(prefix) ? target.path.slice(prefix.length) : undefined;
}

function stripSlash(uri: string): string {
  return uri.endsWith('/') && !uri.endsWith('//') && URI.parse(uri).path.length > 1 ? uri.slice(0, -1) : uri;
}
