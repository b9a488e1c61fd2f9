/** The most frequent values of a property. Counted here: to group without an order, SQLite sorts all rows first. */
import { compileTexts, compileValues, type PhysicalColumn } from '../query/index.ts';
import type { Database } from './engines/database.ts';
import { type Cell, valueReader } from './values.ts';

export interface ValueCount {
  readonly value: string | number | boolean;
  readonly count: number;
}

/** The most frequent first, those of equal count in order. */
export function frequentValues(
  database: Database,
  table: string,
  column: PhysicalColumn,
  options: { readonly limit: number; readonly dates: (instant: number) => string | null; readonly check: () => void },
): readonly ValueCount[] {
  const statement = compileValues(table, column);
  if (!statement) return [];
  const counts = new Map<Cell, number>();
  let row = 0;
  for (const [cell] of database.rows(statement)) {
    if (cell !== undefined) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    if (++row % ROWS_BETWEEN_CHECKS === 0) options.check();
  }
  const most = mostFrequent(decoded(database, column, counts), options.limit);
  // The elements of a list are shown as they are.
  const read = column.type.startsWith('list')
    ? (cells: readonly Cell[]) => cells[0]
    : valueReader(column, options.dates);
  return most.flatMap(([cell, count]) => {
    const value = read([cell], 0);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [{ value, count }]
      : [];
  });
}

const ROWS_BETWEEN_CHECKS = 8192;

function decoded(
  database: Database,
  column: PhysicalColumn,
  counts: ReadonlyMap<Cell, number>,
): Iterable<readonly [Cell, number]> {
  if (!('encoding' in column) || column.encoding === 'plain') return counts;
  const found: (readonly [Cell, number])[] = [];
  for (const [code, text] of database.rows(compileTexts([...counts.keys()] as number[]))) {
    found.push([text ?? null, counts.get(code ?? null) ?? 0]);
  }
  return found;
}

function mostFrequent(counts: Iterable<readonly [Cell, number]>, limit: number): readonly (readonly [Cell, number])[] {
  return [...counts].sort(([one, less], [other, more]) => more - less || order(one, other)).slice(0, limit);
}

function order(one: Cell, other: Cell): number {
  if (one === other || one === null || other === null) return 0;
  return one < other ? -1 : 1;
}
