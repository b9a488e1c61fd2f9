import type { ProjectSchema } from '../language/schema/model.ts';
import type { FileHost, IndexFile } from '../project/index.ts';
import type { Revisions } from '../revisions/index.ts';
import type { SegmentStore } from '../store/ports.ts';

/** How far an import is. */
export interface Progress {
  readonly message: string;
  /** 0 to 100 where it is known. */
  readonly percentage?: number;
}

/** What a project's store is made from. */
export interface DataInputs {
  /** The project's folder: as a path of this machine where it is one, and as a URI. */
  readonly root: string;
  readonly rootUri: string;
  readonly schema: ProjectSchema;
}

/** What the server needs of the machine it runs on. */
export interface Runtime {
  readonly host: FileHost;
  now(): number;
  /** A variable of the environment. */
  environment(name: string): string | undefined;
  /** Opens a project's store, building it when it is missing, stale or `rebuild` is asked for. */
  openStore(
    options: DataInputs & {
      readonly rebuild?: boolean;
      readonly signal?: AbortSignal;
      readonly onProgress?: (progress: Progress) => void;
    },
  ): Promise<SegmentStore>;
  /** The version that a store made from the present data and this schema has. Cheap while no file changed. */
  inputsVersion(options: DataInputs): Promise<string>;
  /** The text of a first schema for data files. Absent where files cannot be looked into. */
  inferSchema?(options: {
    readonly root: string;
    readonly files: readonly string[];
    readonly signal: AbortSignal;
  }): Promise<string>;
  /** Earlier versions of projects. Absent where there is no version control to ask. */
  readonly revisions?: Revisions;
  /** Where what is known of a project's files is kept between sessions. Absent where nothing can be kept. */
  readonly segmentIndex?: IndexFile;
  /** Writes a file so that whoever looks finds the old one or the new one, whole. */
  writeFile(uri: string, text: AsyncIterable<string>, signal: AbortSignal): Promise<void>;
}
