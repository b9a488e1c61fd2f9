import picomatch from 'picomatch';
import { URI, Utils } from 'vscode-uri';
import type { DataFolder, NamedFile } from '../import/sources.ts';
import type { EditorFiles } from './ports.ts';

export interface EditorFile extends NamedFile {
  readonly uri: string;
}

/** Never looked into for data. */
const SKIPPED = new Set(['node_modules', '.segments', '.git']);
const MAX_DEPTH = 16;

/** A project's folder in a file system of the editor. */
export function editorFolder(rootUri: string, files: EditorFiles): DataFolder<EditorFile> {
  const root = URI.parse(rootUri);
  const at = (path: string): string => Utils.joinPath(root, path).toString();
  const below = async (folder: string, matches: (path: string) => boolean, depth: number): Promise<string[]> => {
    const found: string[] = [];
    for (const { name, kind } of await files.list(at(folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'file') {
        if (matches(path)) found.push(path);
      } else if (!SKIPPED.has(name) && depth < MAX_DEPTH) found.push(...(await below(path, matches, depth + 1)));
    }
    return found;
  };
  return {
    name: `${root.scheme}:${root.path}`,
    find: async (path) => {
      const plain = path.replace(/^\.\//, '');
      if ((await files.stat(at(plain)))?.kind === 'file') return [plain];
      const { base, isGlob } = picomatch.scan(plain);
      return isGlob ? below(base === '.' ? '' : base, picomatch(plain), 0) : [];
    },
    file: (path) => ({ path, uri: at(path) }),
  };
}
