import { type FileHost, type FolderEntry, joinUri, pathBelow } from '../../server/src/project/index.ts';

/** Files in memory, by path from a root; changed by tests as a person would change a disk. */
export interface MemoryHost extends FileHost {
  readonly rootUri: string;
  uri(path: string): string;
  write(path: string, content: string | Uint8Array): void;
  remove(path: string): void;
  text(path: string): string | undefined;
}

export function memoryHost(files: ReadonlyMap<string, string> = new Map(), rootUri = 'file:///project'): MemoryHost {
  const contents = new Map<string, { bytes: Uint8Array; modified: number }>();
  let clock = 1;
  const uri = (path: string) => joinUri(rootUri, path);
  const write = (path: string, content: string | Uint8Array) => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    contents.set(uri(path), { bytes, modified: clock++ });
  };
  for (const [path, text] of files) write(path, text);
  return {
    rootUri,
    uri,
    write,
    remove: (path) => void contents.delete(uri(path)),
    text: (path) => {
      const found = contents.get(uri(path));
      return found && new TextDecoder().decode(found.bytes);
    },
    read: async (at) => contents.get(at)?.bytes,
    stat: async (at) => {
      const file = contents.get(at);
      if (file) return { kind: 'file', size: file.bytes.length, modified: file.modified };
      const isFolder = [...contents.keys()].some((other) => pathBelow(at, other) !== undefined);
      return isFolder ? { kind: 'folder', size: 0, modified: 0 } : undefined;
    },
    list: async (at) => {
      const entries = new Map<string, FolderEntry>();
      for (const other of contents.keys()) {
        const [name, ...below] = pathBelow(at, other)?.split('/') ?? [];
        if (name !== undefined) entries.set(name, { name, kind: below.length > 0 ? 'folder' : 'file' });
      }
      return [...entries.values()];
    },
    real: async (at) => at,
  };
}
