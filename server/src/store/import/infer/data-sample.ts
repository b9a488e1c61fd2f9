import { basename, dirname, relative, resolve, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { CancelledError, StoreError } from '../../ports.ts';
import { readPlace } from '../columns/index.ts';
import { diskFile } from '../node-files.ts';
import type { Batch, DataFile, DataRecord } from '../readers/batch.ts';
import { formatOf } from '../readers/registry.ts';

/** Files that will be one entry of the schema's `data`. */
export interface FileGroup {
  /** As it will stand in the schema: from the project folder, with a `*` when there are several. */
  readonly path: string;
  readonly files: readonly DataFile[];
  /** The name without folder and extensions. */
  readonly stem: string;
}

/** One row as pairs of column and value; missing values are left out. */
export type FlatRow = readonly (readonly [column: string, value: unknown])[];

/** The files named, each once; those that differ in numbers alone (`events-2026-01.csv`, `-02`) together. */
export async function groupFiles(root: string, named: readonly string[]): Promise<readonly FileGroup[]> {
  const paths = new Set<string>();
  for (const name of named) {
    const path = resolve(root, name);
    const cwd = /[*?[{]/.test(name) ? root : dirname(path);
    const pattern = /[*?[{]/.test(name) ? relative(root, path).split(sep).join('/') : undefined;
    const found = pattern === undefined ? [path] : await glob(pattern, { cwd, absolute: true, onlyFiles: true });
    if (found.length === 0) throw new StoreError(`No file matches “${name}”.`);
    for (const each of found) paths.add(resolve(each));
  }
  const groups = new Map<string, DataFile[]>();
  for (const absolute of [...paths].sort()) {
    const path = relative(root, absolute).split(sep).join('/');
    formatOf(path);
    const key = path.slice(0, -basename(path).length) + basename(path).replace(/\d+(?:[-_.]?\d+)*/g, '*');
    groups.set(key, [...(groups.get(key) ?? []), diskFile(root, path)]);
  }
  return [...groups].map(([pattern, files]) => {
    const path = files.length > 1 ? pattern : files[0]!.path;
    return { path, files, stem: basename(path).replace(/(?:\.[a-z]+)(?:\.gz)?$/i, '') };
  });
}

export interface SampleOptions {
  readonly rows: number;
  readonly signal?: AbortSignal;
}

/** The first rows of a group of files; true when there were no more. Rows that can't be read are left out. */
export async function sampleRows(
  group: FileGroup,
  take: (row: FlatRow) => void,
  { rows, signal }: SampleOptions,
): Promise<{ readonly rows: number; readonly complete: boolean }> {
  let taken = 0;
  for (const file of group.files) {
    for await (const batch of formatOf(file.path).read(file, signal === undefined ? {} : { signal })) {
      if (signal?.aborted) throw new CancelledError('Looking at the data was cancelled.');
      for (let i = 0; i < batch.rows.length; i++) {
        if (taken >= rows) return { rows: taken, complete: false };
        taken++;
        take(flatRow(batch, i));
      }
    }
  }
  return { rows: taken, complete: true };
}

function flatRow(batch: Batch, i: number): FlatRow {
  if (batch.kind === 'records') return flatRecord(batch.rows[i]!);
  const row = batch.rows[i]!;
  const pairs: (readonly [string, unknown])[] = [];
  batch.columns.forEach((column, c) => {
    if (row[c] !== undefined && row[c] !== null && column !== '') pairs.push([column, row[c]]);
  });
  return pairs;
}

/** As the import sees a record before it knows the schema: lists and places whole, the rest flat. */
function flatRecord(record: DataRecord): FlatRow {
  const found = new Map<string, unknown>();
  const walk = (object: DataRecord, prefix: string, depth: number): void => {
    let properties: DataRecord | undefined;
    for (const [key, value] of Object.entries(object)) {
      if (value === null || value === undefined) continue;
      const plain = typeof value !== 'object' || Array.isArray(value) || value instanceof Date;
      if (plain || readPlace(value) !== undefined) found.set(prefix + key, value);
      else if (depth === 0 && key === 'properties') properties = value as DataRecord;
      else if (depth < 5) walk(value as DataRecord, `${prefix}${key}.`, depth + 1);
    }
    if (properties !== undefined) walk(properties, '', 1);
  };
  walk(record, '', 0);
  return [...found];
}
