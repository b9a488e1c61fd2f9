import {
  type FileHost,
  type FileStat,
  type FolderEntry,
  isSchemaFile,
  isSegmentFile,
  joinUri,
  pathBelow,
} from '../project/index.ts';
import type { Repository, TreeFile } from './port.ts';

/** The files of a folder at a commit, as a file system that never changes. Texts of the project are read all at once. */
export async function treeHost(repository: Repository, commit: string, root: string): Promise<FileHost> {
  const files = await repository.tree(commit, root);
  const byUri = new Map<string, TreeFile>();
  const folders = new Map<string, Map<string, FolderEntry['kind']>>([[root, new Map()]]);
  for (const file of files) {
    byUri.set(joinUri(root, file.path), file);
    let folder = root;
    for (const [i, name] of file.path.split('/').entries()) {
      const isFile = i === file.path.split('/').length - 1;
      folders.get(folder)?.set(name, isFile ? 'file' : 'folder');
      if (isFile) break;
      folder = joinUri(folder, name);
      if (!folders.has(folder)) folders.set(folder, new Map());
    }
  }
  const texts = [...byUri].flatMap(([uri, { blob }]) => (isSegmentFile(uri) || isSchemaFile(uri) ? [blob] : []));
  const contents = new Map(await repository.read(texts));

  return {
    async read(uri) {
      const file = byUri.get(uri);
      if (!file) return undefined;
      if (!contents.has(file.blob)) {
        for (const [blob, bytes] of await repository.read([file.blob])) contents.set(blob, bytes);
      }
      return contents.get(file.blob);
    },
    list: async (uri) => [...(folders.get(uri) ?? [])].map(([name, kind]) => ({ name, kind })),
    async stat(uri): Promise<FileStat | undefined> {
      const file = byUri.get(uri);
      if (file) return { kind: 'file', size: file.size, modified: 0 };
      return folders.has(uri) ? { kind: 'folder', size: 0, modified: 0 } : undefined;
    },
    // Links are not among the files, so every path lies where it says.
    real: async (uri) => (pathBelow(root, uri) === undefined && uri !== root ? 'outside:' : uri),
  };
}
