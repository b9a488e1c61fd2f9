import type { InsightsColumns, UserRow } from '../../protocol/index.ts';
import { cell } from '../numbers.ts';
import { table } from '../table.ts';

/** Users with their properties, under a header. */
export const userLines = (columns: InsightsColumns, rows: readonly UserRow[]): string =>
  table([
    ['  id', ...columns.map(({ name }) => name)],
    ...rows.map(({ id, cells }) => [`  ${id}`, ...cells.map((value) => cell(value))]),
  ]);
