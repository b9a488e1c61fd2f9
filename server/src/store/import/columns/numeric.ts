import { physicalColumn } from '../../physical.ts';
import type { Bindable, ColumnContext, FinishedColumn, ImportColumn } from './column.ts';
import { bytes, floats } from './growable.ts';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A finite number, or the text of one; undefined for anything else. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (!DECIMAL.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** true, false, 1 and 0, also as text in any case. */
export function readBoolean(value: unknown): 0 | 1 | undefined {
  if (value === true || value === 1) return 1;
  if (value === false || value === 0) return 0;
  if (typeof value === 'bigint') return readBoolean(Number(value));
  if (typeof value !== 'string') return undefined;
  const text = value.trim().toLowerCase();
  if (text === 'true' || text === '1') return 1;
  return text === 'false' || text === '0' ? 0 : undefined;
}

/** An instant from a date-time, or from the object that Parquet's time stamps come as. */
export function readInstant(value: unknown, { instants }: ColumnContext): number | undefined {
  if (typeof value === 'string') return instants.instant(value);
  return value instanceof Date ? validTime(value) : undefined;
}

/** A date is its local day's start. */
export function readDate(value: unknown, { instants }: ColumnContext): number | undefined {
  if (typeof value === 'string') return instants.dayStart(value);
  return value instanceof Date && validTime(value) !== undefined ? instants.dayStart(value.toISOString()) : undefined;
}

const validTime = (date: Date): number | undefined => (Number.isNaN(date.getTime()) ? undefined : date.getTime());

/** Numbers, instants and dates: doubles, NaN where missing. */
export function doubleColumn(
  type: 'number' | 'datetime' | 'date',
  read: (value: unknown) => number | undefined,
): ImportColumn {
  const values = floats();
  let filled = 0;
  return {
    append(value) {
      if (value === undefined || value === null) {
        values.push(Number.NaN);
        return true;
      }
      const number = read(value);
      values.push(number ?? Number.NaN);
      if (number === undefined) return false;
      filled++;
      return true;
    },
    hasValues: () => filled > 0,
    finish(): FinishedColumn {
      const items = values.items();
      return {
        physical: (stem) => physicalColumn(type, stem, 'plain'),
        width: 1,
        bind(row, into: Bindable[], at) {
          const value = items[row]!;
          into[at] = Number.isNaN(value) ? null : value;
        },
      };
    },
  };
}

/** Booleans: 0, 1, and -1 where missing. */
export function booleanColumn(): ImportColumn {
  const values = bytes();
  let filled = 0;
  return {
    append(value) {
      const boolean = value === undefined || value === null ? undefined : readBoolean(value);
      values.push(boolean ?? -1);
      if (boolean !== undefined) filled++;
      return boolean !== undefined || value === undefined || value === null;
    },
    hasValues: () => filled > 0,
    finish(): FinishedColumn {
      const items = values.items();
      return {
        physical: (stem) => physicalColumn('boolean', stem, 'plain'),
        width: 1,
        bind(row, into: Bindable[], at) {
          const value = items[row]!;
          into[at] = value < 0 ? null : value;
        },
      };
    },
  };
}
