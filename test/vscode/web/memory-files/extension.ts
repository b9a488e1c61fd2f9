/** A file system in memory, filled from the server that this extension comes from: what a virtual workspace lies in. */
import * as vscode from 'vscode';

type Entry = { readonly type: vscode.FileType.File; bytes: Uint8Array; mtime: number } | Folder;
interface Folder {
  readonly type: vscode.FileType.Directory;
  readonly entries: Map<string, Entry>;
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const files = new MemoryFiles();
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('memfs', files, { isCaseSensitive: true }),
    files,
  );
  const at = (path: string) => context.extensionUri.with({ path }).toString(true);
  const paths = (await (await fetch(at('/project.json'))).json()) as string[];
  await Promise.all(
    paths.map(async (path) => {
      const answer = await fetch(at(`/project/${path}`));
      files.put(`/project/${path}`, new Uint8Array(await answer.arrayBuffer()));
    }),
  );
  files.ready();
}

class MemoryFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #root: Folder = { type: vscode.FileType.Directory, entries: new Map() };
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changes.event;
  /** Nothing is answered before all files are there. */
  ready: () => void = () => {};
  readonly #filled = new Promise<void>((resolve) => {
    this.ready = resolve;
  });

  put(path: string, bytes: Uint8Array): void {
    const names = path.split('/').filter(Boolean);
    const name = names.pop()!;
    let folder = this.#root;
    for (const each of names) {
      let next = folder.entries.get(each);
      if (next?.type !== vscode.FileType.Directory) {
        next = { type: vscode.FileType.Directory, entries: new Map() };
        folder.entries.set(each, next);
      }
      folder = next;
    }
    folder.entries.set(name, { type: vscode.FileType.File, bytes, mtime: Date.now() });
  }

  async #find(uri: vscode.Uri): Promise<Entry> {
    await this.#filled;
    let entry: Entry | undefined = this.#root;
    for (const name of uri.path.split('/').filter(Boolean)) {
      entry = entry?.type === vscode.FileType.Directory ? entry.entries.get(name) : undefined;
    }
    if (!entry) throw vscode.FileSystemError.FileNotFound(uri);
    return entry;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const entry = await this.#find(uri);
    return entry.type === vscode.FileType.File
      ? { type: entry.type, ctime: 0, mtime: entry.mtime, size: entry.bytes.length }
      : { type: entry.type, ctime: 0, mtime: 0, size: 0 };
  }

  async readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    const entry = await this.#find(uri);
    if (entry.type !== vscode.FileType.Directory) throw vscode.FileSystemError.FileNotADirectory(uri);
    return [...entry.entries].map(([name, { type }]) => [name, type]);
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const entry = await this.#find(uri);
    if (entry.type !== vscode.FileType.File) throw vscode.FileSystemError.FileIsADirectory(uri);
    return entry.bytes;
  }

  async writeFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
    await this.#filled;
    this.put(uri.path, bytes);
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): vscode.Disposable {
    return { dispose: () => {} };
  }

  createDirectory(): void {}

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#changes.dispose();
  }
}
