/** Raw values of the database as people see them, by the type of their property. */
import { Temporal } from 'temporal-polyfill';
import type { PhysicalColumn } from '../query/index.ts';
import type { Value } from './ports.ts';

/** What a cell of a result can be; blobs do not occur in a store. */
export type Cell = string | number | null;

export type ValueReader = (cells: readonly Cell[], at: number) => Value;

/** How many cells of a result a property takes. */
export const cellsOf = (column: PhysicalColumn): number => (column.type === 'geo' ? 2 : 1);

/** The reader of a property's cells, which begin at a position of the row. */
export function valueReader(column: PhysicalColumn, dates: (instant: number) => string | null): ValueReader {
  switch (column.type) {
    case 'boolean':
      return (cells, at) => (cells[at] === null ? null : cells[at] === 1);
    case 'datetime':
      return (cells, at) => ifNumber(cells[at], isoInstant);
    case 'date':
      return (cells, at) => ifNumber(cells[at], dates);
    case 'geo':
      return (cells, at) => {
        const [lat, lon] = [cells[at], cells[at + 1]];
        return typeof lat === 'number' && typeof lon === 'number' ? { lat, lon } : null;
      };
    case 'list<string>':
    case 'list<number>':
      return (cells, at) => {
        const json = cells[at];
        return typeof json === 'string' ? (JSON.parse(json) as readonly (string | number)[]) : null;
      };
    default:
      return (cells, at) => cells[at] ?? null;
  }
}

const ifNumber = (cell: Cell | undefined, read: (value: number) => Value): Value =>
  typeof cell === 'number' ? read(cell) : null;

function isoInstant(instant: number): string | null {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Enough for every day of 130 years. */
const REMEMBERED = 50_000;

/** Local days of instants; the same few days come again and again. */
export function dateReader(timezone: string): (instant: number) => string | null {
  const known = new Map<number, string | null>();
  return (instant) => {
    let date = known.get(instant);
    if (date === undefined) {
      date = localDate(instant, timezone);
      if (known.size >= REMEMBERED) known.clear();
      known.set(instant, date);
    }
    return date;
  };
}

function localDate(instant: number, timezone: string): string | null {
  if (Number.isNaN(new Date(instant).getTime())) return null;
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone).toPlainDate().toString();
}
