import * as vscode from 'vscode';
import type { ThreadFiles } from './thread-store.ts';

/** Threads in the workspace's own storage on this machine, which nothing synchronises. Without a workspace, in memory. */
export function threadFiles(storage: vscode.Uri | undefined): ThreadFiles {
  return storage ? inFolder(vscode.Uri.joinPath(storage, 'threads')) : inMemory();
}

function inFolder(folder: vscode.Uri): ThreadFiles {
  const { fs } = vscode.workspace;
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  let made: Thenable<void> | undefined;
  return {
    list: async () => {
      try {
        return (await fs.readDirectory(folder))
          .filter(([, type]) => type === vscode.FileType.File)
          .map(([name]) => name);
      } catch (error) {
        // Made with the first thread.
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return [];
        throw error;
      }
    },
    read: async (name) => new TextDecoder('utf-8', { fatal: true }).decode(await fs.readFile(at(name))),
    write: async (name, text) => {
      made ??= fs.createDirectory(folder);
      await made;
      const aside = at(`${name}.new`);
      await fs.writeFile(aside, new TextEncoder().encode(text));
      await fs.rename(aside, at(name), { overwrite: true });
    },
    remove: async (name) => fs.delete(at(name), { useTrash: false }),
    setAside: async (name) => {
      const place = at(`${name}.broken`);
      await fs.rename(at(name), place, { overwrite: true });
      return place.fsPath;
    },
  };
}

function inMemory(): ThreadFiles {
  const files = new Map<string, string>();
  return {
    list: async () => [...files.keys()],
    read: async (name) => files.get(name) ?? '',
    write: async (name, text) => void files.set(name, text),
    remove: async (name) => void files.delete(name),
    setAside: async (name) => {
      files.delete(name);
      return name;
    },
  };
}
