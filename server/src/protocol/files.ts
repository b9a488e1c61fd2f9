/**
 * Files of the workspace as the server asks the client for them, where it can't read them itself: in a browser. Bytes go as
 * they are, so these requests need a transport that can carry them; a trace of the traffic does not spell them out.
 */
export interface FileParams {
  readonly uri: string;
}

/** Null when there is no such file, or it can't be read. */
export type ReadFileResult = ArrayBuffer | null;

/** Null when there is nothing. */
export type StatFileResult = {
  readonly kind: 'file' | 'folder';
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since the epoch, or what the file system gives in their place. */
  readonly modified: number;
} | null;

/** What lies in a folder; nothing when there is no such folder. */
export type ListFolderResult = readonly { readonly name: string; readonly kind: 'file' | 'folder' }[];

export interface WriteFileParams {
  readonly uri: string;
  readonly bytes: ArrayBuffer;
}

/** Files of the extension that the server in a browser loads. */
export interface ProgramFiles {
  /** URL of the script that runs the store in a worker. */
  readonly storeWorker: string;
  /** URL of SQLite's WebAssembly. */
  readonly sqlite: string;
}
