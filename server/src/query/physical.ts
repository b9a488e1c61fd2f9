/**
 * Where the data of a project lies in a database: tables, columns and encodings, as the compiler needs to know them.
 * Invariant: every identifier that a statement contains comes from here; names of people's events and properties are
 * only keys of these maps and never part of a statement.
 */
import type { PropertyType } from '../language/schema/model.ts';

/** How text is kept: as it is, or as the integer `code` of the table `dict` (code, value). */
export type TextEncoding = 'plain' | 'dict';

/** One property. A missing value is NULL in each of its columns. */
export type PhysicalColumn =
  /** `number` REAL, `boolean` 0 or 1, `datetime` and `date` (its local day's start) integer milliseconds. */
  | { readonly type: 'number' | 'boolean' | 'datetime' | 'date'; readonly column: string }
  | { readonly type: 'string'; readonly column: string; readonly encoding: TextEncoding }
  /** `column` holds the text as it was written, `key` its sort key (`versionKey`); both in the same encoding. */
  | { readonly type: 'version'; readonly column: string; readonly key: string; readonly encoding: TextEncoding }
  /** A JSON array, never in `dict`. */
  | { readonly type: 'list<string>' | 'list<number>'; readonly column: string }
  /** Two REAL columns; both are NULL when the value is missing. */
  | { readonly type: 'geo'; readonly lat: string; readonly lon: string };

/** One table an event name: `user`, `ts`, `seq` and its own properties. */
export interface PhysicalEvent {
  readonly table: string;
  readonly rows: number;
  /** By property name. Empty for an event that the schema does not declare. */
  readonly columns: ReadonlyMap<string, PhysicalColumn>;
}

export interface Physical {
  /** Rows of `users`, those known only by events included. */
  readonly userCount: number;
  readonly userColumns: ReadonlyMap<string, PhysicalColumn>;
  /** By event name. An event that no row names has no entry. */
  readonly events: ReadonlyMap<string, PhysicalEvent>;
  /** Instants of the earliest and the latest event, of any name; absent when there is none. */
  readonly firstEvent?: number;
  readonly latestEvent?: number;
}

/** The columns that a property of this type takes, named from one stem (`c0`, `p3`). */
export function physicalColumn(type: PropertyType, stem: string, encoding: TextEncoding): PhysicalColumn {
  switch (type) {
    case 'string':
      return { type, column: stem, encoding };
    case 'version':
      return { type, column: stem, key: `${stem}_key`, encoding };
    case 'geo':
      return { type, lat: `${stem}_lat`, lon: `${stem}_lon` };
    default:
      return { type, column: stem };
  }
}
