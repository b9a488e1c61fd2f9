import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { StoreError } from '../../ports.ts';
import type { Batch, DataFile, DataFormat, DataRecord, OpenFile, ReadOptions } from './batch.ts';

/** Apache Parquet, a row group at a time; only the open group is in memory. Lines are row numbers. */
export const parquet: DataFormat = { gzip: false, unit: 'row', read };

const ROWS_PER_BATCH = 10_000;

async function* read(file: DataFile, options: ReadOptions): AsyncGenerator<Batch> {
  const open = await file.open();
  try {
    const buffer = asyncBuffer(open);
    await hashAll(file, options);
    const metadata = await attempt(file, () => parquetMetadataAsync(buffer));
    const root = parquetSchema(metadata);
    const converters = root.children.map(converterOf);
    const names = root.children.map((child) => child.element.name);
    const nested = root.children.some((child) => child.children.length > 0);
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      options.signal?.throwIfAborted();
      const rowEnd = rowStart + Number(group.num_rows);
      const rows = await attempt(file, () => readRows(buffer, metadata, rowStart, rowEnd));
      for (let at = 0; at < rows.length; at += ROWS_PER_BATCH) {
        options.signal?.throwIfAborted();
        const part = rows.slice(at, at + ROWS_PER_BATCH);
        const lines = part.map((_, i) => rowStart + at + i + 1);
        const cells = part.map((row) => names.map((name, c) => converters[c]!(row[name])));
        if (!nested) yield { kind: 'table', columns: names, rows: cells, lines, problems: [] };
        else {
          const records = cells.map((values) => Object.fromEntries(values.map((value, c) => [names[c]!, value])));
          yield { kind: 'records', rows: records, lines, problems: [] };
        }
      }
      rowStart = rowEnd;
    }
  } finally {
    await open.close();
  }
}

const readRows = (file: AsyncBuffer, metadata: FileMetaData, rowStart: number, rowEnd: number): Promise<DataRecord[]> =>
  parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd });

const asyncBuffer = (file: OpenFile): AsyncBuffer => ({
  byteLength: file.size,
  slice: (start, end = file.size) => file.read(start, end),
});

/** The format is read here and there, so the whole is hashed before. */
async function hashAll(file: DataFile, options: ReadOptions): Promise<void> {
  for await (const bytes of file.bytes({ gzip: false })) {
    options.signal?.throwIfAborted();
    options.hash?.update(bytes);
    options.onBytes?.(bytes.length);
  }
}

/** The library throws plain errors on files it can't read; whatever it is, the file is to blame. */
async function attempt<T>(file: DataFile, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new StoreError(
      `${file.path} can't be read as Parquet: ${(error as Error).message}. Write it again, or export it as .csv.`,
    );
  }
}

type Converter = (value: unknown) => unknown;

/** From what the library gives to what a JSON file would hold, with `Date` for instants only. */
function converterOf(node: SchemaTree): Converter {
  const { element } = node;
  const logical = element.logical_type;
  if (element.converted_type === 'DATE' || logical?.type === 'DATE')
    return whenDate((date) => isoText(date).slice(0, 10));
  if (logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC) return whenDate((date) => isoText(date).slice(0, -1));
  if (element.converted_type === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = Math.min(100, element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0));
    // The library multiplies by a power of ten, which leaves 0.5700000000000001.
    return (value) => (typeof value === 'number' ? Number(value.toFixed(scale)) : plain(value));
  }
  const isStruct =
    node.children.length > 0 &&
    element.converted_type === undefined &&
    logical === undefined &&
    element.repetition_type !== 'REPEATED';
  if (!isStruct) return plain;
  const inner = new Map(node.children.map((child) => [child.element.name, converterOf(child)]));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return plain(value);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, (inner.get(key) ?? plain)(part)]));
  };
}

const whenDate =
  (convert: (date: Date) => string): Converter =>
  (value) =>
    value instanceof Date ? (Number.isNaN(value.getTime()) ? undefined : convert(value)) : plain(value);

const isoText = (date: Date): string => date.toISOString();

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  // What pandas writes where there is nothing.
  if (typeof value === 'number' && Number.isNaN(value)) return undefined;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Uint8Array) return undefined;
  return value;
}
