/** What a project needs of the place its files lie in: a disk, a virtual file system, a test's map. */
export interface FileHost {
  /** The bytes of a file; undefined when there is none (or it cannot be read). Never throws for an absent file. */
  read(uri: string): Promise<Uint8Array | undefined>;
  /** Names in a folder; empty when there is no such folder. A link is a file here, so links to folders are not walked. */
  list(uri: string): Promise<readonly FolderEntry[]>;
  stat(uri: string): Promise<FileStat | undefined>;
  /** Where a file really lies, links followed. */
  real(uri: string): Promise<string>;
}

export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

export interface FileStat {
  readonly kind: 'file' | 'folder';
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

/** A change outside: a file was made, changed or removed (a folder too, where the watcher says so). */
export interface FileChange {
  readonly uri: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}
