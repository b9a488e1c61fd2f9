import { type ImportReport, StoreError } from '../ports.ts';
import { BadRows } from './bad-rows.ts';
import { cellReader } from './cell-reader.ts';
import type { Collector } from './collector.ts';
import type { Batch, DataFile, ReadOptions } from './readers/batch.ts';
import { formatOf } from './readers/registry.ts';
import { columnReader } from './record-cells.ts';
import { filesOf, type Source } from './sources.ts';

/** What reading the sources reports, apart from what the collector counts. */
export interface LoadReport {
  readonly sources: ImportReport['sources'];
  readonly badRows: ImportReport['badRows'];
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  readonly onBadRow: 'fail' | 'skip';
  readonly onWarning: (text: string) => void;
  readonly onRows: (rows: number) => void;
  readonly onBytes: (bytes: number) => void;
  /** The hash that takes a file's bytes, once a file. */
  readonly hashOf: (file: DataFile) => ReadOptions['hash'];
}

/** Reads all sources, in their order, into the collector. */
export async function loadSources(
  sources: readonly Source[],
  collector: Collector,
  options: LoadOptions,
): Promise<LoadReport> {
  // A file that can't be read at all is told of before others are read for nothing.
  for (const { path } of filesOf(sources)) formatOf(path);
  const bad = new BadRows(options.onBadRow);
  const report: ImportReport['sources'][number][] = [];
  for (const source of sources) {
    let rows = 0;
    let badRows = 0;
    for (const file of source.files) {
      const loader = source.kind === 'users' ? userLoader(source, collector) : eventLoader(source, collector, file);
      const format = formatOf(file.path);
      const hash = options.hashOf(file);
      const reading: ReadOptions = {
        onBytes: options.onBytes,
        onWarning: options.onWarning,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
        ...(hash === undefined ? {} : { hash }),
      };
      let checked = false;
      for await (const batch of format.read(file, reading)) {
        options.signal?.throwIfAborted();
        if (!checked && batch.kind === 'table') {
          checkColumns(batch.columns, loader, file, options.onWarning);
          checked = true;
        }
        const take = loader.open(batch);
        const onBad = (line: number, reason: string): void => {
          badRows++;
          bad.add(file, format.unit, line, reason);
        };
        takeRows(batch, take, onBad);
        rows += batch.rows.length + batch.problems.length;
        options.onRows(batch.rows.length);
      }
    }
    report.push({ path: source.path, files: source.files.length, rows, badRows });
  }
  return { sources: report, badRows: bad.listed };
}

/** Takes the row at this place of a batch; says why when it can't. */
type TakeRow = (row: number) => string | undefined;

interface Loader {
  /** Columns without which no row can be used. */
  readonly needed: readonly { readonly key: string; readonly column: string }[];
  /** Columns that the schema maps to properties by name. */
  readonly mapped: readonly (readonly [string, string])[];
  open(batch: Batch): TakeRow;
}

function takeRows(batch: Batch, take: TakeRow, onBad: (line: number, reason: string) => void): void {
  const { lines, problems } = batch;
  let next = 0;
  for (let i = 0; i < batch.rows.length; i++) {
    while (next < problems.length && problems[next]!.line < lines[i]!) {
      onBad(problems[next]!.line, problems[next]!.reason);
      next++;
    }
    const reason = take(i);
    if (reason !== undefined) onBad(lines[i]!, reason);
  }
  for (; next < problems.length; next++) onBad(problems[next]!.line, problems[next]!.reason);
}

function userLoader(source: Source & { kind: 'users' }, collector: Collector): Loader {
  const { id, columns } = source.source;
  const rows = collector.userRows;
  const cellsOf = cellReader({ mapped: columns, roles: [id] });
  const idOf = columnReader(id);
  return {
    needed: [{ key: 'id', column: id }],
    mapped: columns,
    open(batch) {
      const cells = cellsOf(batch);
      const idAt = roleReader(batch, id, idOf);
      return (i) => {
        const value = idAt(i);
        if (isNothing(value)) return `has no user id (“${id}” is empty)`;
        const user = collector.user(value);
        if (typeof user === 'string') return `has a user id (“${id}”) that ${user}`;
        cells(rows, i);
        collector.setRow(user);
        return undefined;
      };
    },
  };
}

function eventLoader(source: Source & { kind: 'events' }, collector: Collector, file: DataFile): Loader {
  const { user: userColumn, name: nameColumn, event, time: timeColumn, columns } = source.source;
  const where = `${file.path}`;
  const fixed = event === undefined ? undefined : collector.event(event, where);
  const cellsOf = cellReader({
    mapped: columns,
    roles: [userColumn, timeColumn, ...(nameColumn === undefined ? [] : [nameColumn])],
  });
  const userOf = columnReader(userColumn);
  const nameOf = columnReader(nameColumn ?? '');
  const timeOf = columnReader(timeColumn);
  return {
    needed: [
      { key: 'user', column: userColumn },
      ...(nameColumn === undefined ? [] : [{ key: 'name', column: nameColumn }]),
      { key: 'time', column: timeColumn },
    ],
    mapped: columns,
    open(batch) {
      const cells = cellsOf(batch);
      const userAt = roleReader(batch, userColumn, userOf);
      const nameAt = roleReader(batch, nameColumn ?? '', nameOf);
      const timeAt = roleReader(batch, timeColumn, timeOf);
      const { instants } = collector;
      return (i) => {
        const id = userAt(i);
        if (isNothing(id)) return `has no user id (“${userColumn}” is empty)`;
        const timeValue = timeAt(i);
        if (isNothing(timeValue)) return `has no time (“${timeColumn}” is empty)`;
        const time =
          typeof timeValue === 'string'
            ? instants.instant(timeValue)
            : timeValue instanceof Date
              ? timeValue.getTime()
              : undefined;
        if (time === undefined || Number.isNaN(time)) {
          return `has a time (“${timeColumn}”: ${shown(timeValue)}) that is no date or date-time in ISO 8601, like 2026-01-31T18:00:00Z`;
        }
        let rows = fixed;
        if (rows === undefined) {
          const name = nameAt(i);
          if (isNothing(name)) return `has no event name (“${nameColumn}” is empty)`;
          if (typeof name !== 'string' && typeof name !== 'number') return `has an event name that is no text`;
          rows = collector.event(String(name), where);
        }
        const user = collector.user(id);
        if (typeof user === 'string') return `has a user id (“${userColumn}”) that ${user}`;
        cells(rows, i);
        collector.addEvent(rows, user, time);
        return undefined;
      };
    },
  };
}

/** An id, a name or a time of no letters is none. */
const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
};

function roleReader(
  batch: Batch,
  column: string,
  ofRecord: (record: Batch['rows'][number] & Record<string, unknown>) => unknown,
): (row: number) => unknown {
  if (batch.kind === 'records') return (i) => ofRecord(batch.rows[i] as never);
  const at = batch.columns.indexOf(column);
  return at < 0 ? () => undefined : (i) => batch.rows[i]![at];
}

/** A table that lacks a column has it in no row: said once and at once. */
function checkColumns(
  columns: readonly string[],
  loader: Loader,
  file: DataFile,
  onWarning: (text: string) => void,
): void {
  for (const { key, column } of loader.needed) {
    if (columns.includes(column)) continue;
    const separator = columns.length === 1 ? [';', '\t', '|'].find((mark) => columns[0]!.includes(mark)) : undefined;
    const hint =
      separator === undefined
        ? ` It has: ${columns
            .slice(0, 30)
            .map((name) => `“${name}”`)
            .join(', ')}. Correct “${key}” in segments.schema.yaml.`
        : ` It seems to be separated by ${separator === '\t' ? 'tabs' : `“${separator}”`}, and .csv files are read with commas.`;
    throw new StoreError(`${file.path} has no column “${column}”, which “${key}” of its source names.${hint}`);
  }
  for (const [property, column] of loader.mapped) {
    if (columns.includes(column)) continue;
    onWarning(`${file.path} has no column “${column}”, which “columns” names for ${property}: it is missing there.`);
  }
}
