/**
 * The layout of the store's file, one SQLite database. The import writes it, the engines read it; both by this file.
 *
 *   users(idx INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, has_row INTEGER NOT NULL, first_ts INTEGER, c0, c1, …)
 *     idx is dense from 0 and rises with the id's UTF-8 bytes (SQLite's BINARY order), so order of idx is order of id.
 *     has_row is 1 for a user with a row in a users source, 0 for one known by events alone.
 *     first_ts is the user's earliest event in milliseconds, NULL without events.
 *   e_0(user INTEGER, ts INTEGER, seq INTEGER, p0, p1, …, PRIMARY KEY(user, ts, seq)) WITHOUT ROWID, e_1, …
 *     one table an event name, declared or not; user is users.idx, ts milliseconds, seq the order of the data
 *     (source, file name, line), unique over all events.
 *   dict(code INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE)     texts of all columns encoded `dict`
 *   meta(key TEXT PRIMARY KEY, value TEXT NOT NULL)                JSON, see `Meta`
 *
 * Invariant: column types by `sqlType`; ANALYZE has been run; the file is never changed once it has its final name.
 */
import { type Physical, type PhysicalColumn, type PhysicalEvent, physicalColumn } from '../query/physical.ts';
import type { ImportReport } from './ports.ts';

export type { Physical, PhysicalColumn, PhysicalEvent, TextEncoding } from '../query/physical.ts';
export { physicalColumn };

/** Raise it whenever the layout or what `meta` holds changes: a file of another format is rebuilt. */
export const STORE_FORMAT = 2;

/** A text column with more different values than this is stored plain: `dict` is searched as a whole by `matches` and its like. */
export const DICT_LIMIT = 4096;

/** Above either of these the import adds a warning to its report. */
export const WARN_EVENTS = 10_000_000;
export const WARN_BYTES = 500_000_000;
/** sql.js can't work with a file beyond this. */
export const MAX_BYTES = 2 ** 31;

export const eventTable = (index: number): string => `e_${index}`;
export const userColumnStem = (index: number): string => `c${index}`;
export const eventColumnStem = (index: number): string => `p${index}`;

/** What the table `meta` holds, by key. Values are JSON. */
export interface Meta {
  readonly format: number;
  /** Changes when, and only when, inputs or schema change: `StoreInfo.version`. */
  readonly version: string;
  readonly built_at: number;
  /** All rows of all event tables. */
  readonly events: number;
  readonly report: ImportReport;
  readonly physical: PhysicalJson;
  /** IANA zone in which dates were read. */
  readonly timezone: string;
}

/** `Physical` as JSON: maps as arrays of entries, since names may be `__proto__`. */
export interface PhysicalJson {
  readonly userCount: number;
  readonly userColumns: readonly (readonly [string, PhysicalColumn])[];
  readonly events: readonly (readonly [string, PhysicalEventJson])[];
  readonly firstEvent?: number;
  readonly latestEvent?: number;
}

interface PhysicalEventJson {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly (readonly [string, PhysicalColumn])[];
}

export function physicalToJson(physical: Physical): PhysicalJson {
  return {
    ...physical,
    userColumns: [...physical.userColumns],
    events: [...physical.events].map(([name, event]) => [name, { ...event, columns: [...event.columns] }] as const),
  };
}

export function physicalFromJson(json: PhysicalJson): Physical {
  return {
    ...json,
    userColumns: new Map(json.userColumns),
    events: new Map(
      json.events.map(([name, event]): [string, PhysicalEvent] => [
        name,
        { ...event, columns: new Map(event.columns) },
      ]),
    ),
  };
}

/** The columns of one property with their SQL types, in the order in which `CREATE TABLE` and `INSERT` have them. */
export function columnsOf(column: PhysicalColumn): readonly { readonly name: string; readonly sqlType: string }[] {
  switch (column.type) {
    case 'number':
      return [{ name: column.column, sqlType: 'REAL' }];
    case 'boolean':
    case 'datetime':
    case 'date':
      return [{ name: column.column, sqlType: 'INTEGER' }];
    case 'string':
      return [{ name: column.column, sqlType: textType(column.encoding) }];
    case 'version':
      return [
        { name: column.column, sqlType: textType(column.encoding) },
        { name: column.key, sqlType: textType(column.encoding) },
      ];
    case 'list<string>':
    case 'list<number>':
      return [{ name: column.column, sqlType: 'TEXT' }];
    case 'geo':
      return [
        { name: column.lat, sqlType: 'REAL' },
        { name: column.lon, sqlType: 'REAL' },
      ];
  }
}

const textType = (encoding: 'plain' | 'dict'): string => (encoding === 'dict' ? 'INTEGER' : 'TEXT');

/** The statements that create the empty tables of a store. */
export function createStatements(physical: Physical): readonly string[] {
  const declare = (columns: ReadonlyMap<string, PhysicalColumn>): string =>
    [...columns.values()]
      .flatMap(columnsOf)
      .map(({ name, sqlType }) => `, ${name} ${sqlType}`)
      .join('');
  return [
    'CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
    'CREATE TABLE dict(code INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE)',
    `CREATE TABLE users(idx INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, has_row INTEGER NOT NULL, first_ts INTEGER${declare(physical.userColumns)})`,
    ...[...physical.events.values()].map(
      (event) =>
        `CREATE TABLE ${event.table}(user INTEGER NOT NULL, ts INTEGER NOT NULL, seq INTEGER NOT NULL${declare(event.columns)}, PRIMARY KEY(user, ts, seq)) WITHOUT ROWID`,
    ),
  ];
}
