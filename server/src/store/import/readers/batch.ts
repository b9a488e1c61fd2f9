/** A piece of a data file, a few thousand rows. Rows stay in the file's order; `lines` says where each begins. */
export type Batch = TableBatch | RecordBatch;

interface BatchBase {
  /** For each row the line it begins on, or the row's number where a format has no lines; from 1. */
  readonly lines: ArrayLike<number>;
  /** What could not be read as a row, in order of line. */
  readonly problems: readonly RowProblem[];
}

/** Cells by position, for formats with a fixed set of columns. A cell may be any value that the format can hold. */
export interface TableBatch extends BatchBase {
  readonly kind: 'table';
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Free-form objects. */
export interface RecordBatch extends BatchBase {
  readonly kind: 'records';
  readonly rows: readonly DataRecord[];
}

export type DataRecord = Readonly<Record<string, unknown>>;

export interface RowProblem {
  readonly line: number;
  /** Completes “line 7: …”. */
  readonly reason: string;
}

/** One data file to be read, wherever it lies. Failures to read it are `StoreError`s. */
export interface DataFile {
  /** From the project folder, with `/`; for messages. */
  readonly path: string;
  /** The bytes in order, unpacked when they are `gzip`. `onRaw` sees them as they lie there, all of them. */
  bytes(options: BytesOptions): AsyncIterable<Uint8Array>;
  /** Opens it to be read here and there. */
  open(): Promise<OpenFile>;
}

export interface BytesOptions {
  readonly gzip: boolean;
  readonly onRaw?: (bytes: Uint8Array) => void;
}

export interface OpenFile {
  readonly size: number;
  read(start: number, end: number): Promise<ArrayBuffer>;
  close(): Promise<void>;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Bytes of the file as it lies on disk, as they are read. */
  readonly onBytes?: (bytes: number) => void;
  /** Takes the file's bytes, all of them and in order: what is hashed is exactly what was read. */
  readonly hash?: { update(bytes: Uint8Array): unknown };
  /** A remark about the whole file, for the import's report. */
  readonly onWarning?: (text: string) => void;
}

/** A data format: how the files with one extension are read. */
export interface DataFormat {
  /** Whether `.gz` may follow the extension. */
  readonly gzip: boolean;
  /** What its `lines` count, for messages. */
  readonly unit: 'line' | 'row';
  read(file: DataFile, options: ReadOptions): AsyncIterable<Batch>;
}
