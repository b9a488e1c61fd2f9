/** The numbers of a chart: what it is drawn from, what its table shows, and what is copied as data. */
import { cell, count, day, decimal, duration, instant, share, signed, times } from '../../ui/index.ts';

/** How the values of a column read. A `share` is from 0 to 1, a `duration` in milliseconds; `day` and `instant` are ISO. */
export type Kind = 'text' | 'count' | 'change' | 'share' | 'lift' | 'decimal' | 'duration' | 'day' | 'instant';

export interface Column {
  readonly name: string;
  readonly kind: Kind;
}

export type Value = string | number | null;

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** For `day` and `instant`. */
  readonly timezone?: string;
}

/** A value as a person reads it. */
export function read(value: Value, kind: Kind, timezone = 'UTC'): string {
  if (value === null) return '–';
  if (typeof value === 'string') {
    if (kind === 'day') return day(value, timezone);
    return kind === 'instant' ? instant(value, timezone) : value;
  }
  switch (kind) {
    case 'count':
      return count(value);
    case 'change':
      return signed(value);
    case 'share':
      return share(value, 1);
    case 'lift':
      return times(value);
    case 'decimal':
      return decimal(value);
    case 'duration':
      return duration(value);
    default:
      return cell(value, 'number', timezone);
  }
}

/** Comma-separated, as RFC 4180 has it; numbers as they are, not as they read. */
export function toCsv({ columns, rows }: Pick<Table, 'columns' | 'rows'>): string {
  return delimited([columns.map(({ name }) => name), ...rows], ',');
}

/** Lines of values; those with the separator, quotes or line ends stand in quotes. */
export function delimited(rows: readonly (readonly (Value | boolean)[])[], separator: ',' | '\t'): string {
  const field = (value: Value | boolean) => {
    const text = value === null ? '' : String(value);
    return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(field).join(separator)}\r\n`).join('');
}
