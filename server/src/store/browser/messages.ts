/** What the server and the worker of the store tell each other in a browser. */
import type { WorkerStart } from '../engines/sqljs/messages.ts';
import type { BuiltBytes } from '../import/build.ts';
import type { ImportProgress } from '../import/progress.ts';
import type { NamedFile, Source } from '../import/sources.ts';
import type { StoreSchema } from '../import/store-schema.ts';

/** The first message to a worker. One that builds ends with its answer; one that opens a store goes on to answer requests. */
export type Job = BuildJob | { readonly type: 'open'; readonly sqlite: string; readonly start: WorkerStart };

export interface BuildJob {
  readonly type: 'build';
  /** URL of SQLite's WebAssembly. */
  readonly sqlite: string;
  readonly schema: StoreSchema;
  readonly sources: readonly Source<LoadedFile>[];
  readonly totalBytes: number;
}

export interface LoadedFile extends NamedFile {
  readonly content: Uint8Array<ArrayBuffer>;
}

export type FromBuilder =
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  | { readonly type: 'built'; readonly built: BuiltBytes }
  /** `expected`: a sentence for people, not a defect. */
  | { readonly type: 'failed'; readonly expected: boolean; readonly message: string; readonly stack?: string };
