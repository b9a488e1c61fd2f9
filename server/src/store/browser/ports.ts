/** Files as an editor holds them: whole, by URI. */
export interface EditorFiles {
  /** Undefined when there is no such file, or it can't be read. */
  read(uri: string): Promise<Uint8Array | undefined>;
  stat(
    uri: string,
  ): Promise<{ readonly kind: 'file' | 'folder'; readonly size: number; readonly modified: number } | undefined>;
  list(uri: string): Promise<readonly { readonly name: string; readonly kind: 'file' | 'folder' }[]>;
}

/** What a web worker's global scope has beyond what it shares with Node. */
export interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown, transfer?: readonly ArrayBufferLike[]): void;
}

/** A web worker, seen from outside. */
export interface WebWorker {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: unknown, transfer?: readonly ArrayBufferLike[]): void;
  terminate(): void;
}
