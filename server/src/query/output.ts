/**
 * Statements that show data instead of sets: rows of users, a user's events, the values of a property. Their columns are
 * decoded from `dict`; what a raw value means is left to the reader of the rows.
 */
import type { EventSource } from '../language/plan.ts';
import type { CompileContext } from './context.ts';
import { sourceConditions } from './events.ts';
import { bind, type Fragment, name, select, sql } from './fragment.ts';
import type { PhysicalColumn, PhysicalEvent } from './physical.ts';
import { isEncoded } from './predicates.ts';

/** The columns of one property, decoded: two for a geo, one for the rest. */
function shown(column: PhysicalColumn, alias: string): readonly Fragment[] {
  if (column.type === 'geo') return [name(alias, column.lat), name(alias, column.lon)];
  const own = name(alias, column.column);
  return [isEncoded(column) ? sql`(SELECT d.value FROM dict AS d WHERE d.code = ${own})` : own];
}

/** `idx`, `id`, then the columns; one row for each of the positions, in ascending order. */
export function userRows(positions: readonly number[], columns: readonly PhysicalColumn[]): Fragment {
  const statement = select({
    columns: [sql`u.idx`, sql`u.id`, ...columns.flatMap((column) => shown(column, 'u'))],
    from: sql`users AS u`,
    where: [sql`u.idx IN (SELECT value FROM json_each(${bind(JSON.stringify(positions))}))`],
  });
  return sql`${statement}\nORDER BY u.idx`;
}

/** `ts`, `seq`, then the columns, newest first. */
export function userEvents(
  user: number,
  table: PhysicalEvent,
  source: EventSource,
  limit: number,
  context: CompileContext,
): Fragment {
  const statement = select({
    columns: [sql`e.ts`, sql`e.seq`, ...[...table.columns.values()].flatMap((column) => shown(column, 'e'))],
    from: sql`${name(table.table)} AS e`,
    where: [sql`e.user = ${bind(user)}`, ...sourceConditions(source, { alias: 'e', columns: table.columns }, context)],
  });
  return sql`${statement}\nORDER BY e.ts DESC, e.seq DESC\nLIMIT ${bind(limit)}`;
}

/** How many of a user's events qualify. */
export function countUserEvents(
  user: number,
  table: PhysicalEvent,
  source: EventSource,
  context: CompileContext,
): Fragment {
  return select({
    columns: [sql`COUNT(*)`],
    from: sql`${name(table.table)} AS e`,
    where: [sql`e.user = ${bind(user)}`, ...sourceConditions(source, { alias: 'e', columns: table.columns }, context)],
  });
}

/** A value and how many rows have it, the most frequent first; of a list each element counts. Undefined for a geo. */
export function frequentValues(table: string, column: PhysicalColumn, limit: number): Fragment | undefined {
  if (column.type === 'geo') return undefined;
  const own = name('t', column.column);
  const ordered = sql`ORDER BY COUNT(*) DESC, 1\nLIMIT ${bind(limit)}`;
  const from = sql`${name(table)} AS t`;
  if (column.type === 'list<string>' || column.type === 'list<number>') {
    const elements = sql`SELECT j.value, COUNT(*)\nFROM ${from}, json_each(${own}) AS j\nGROUP BY j.value`;
    return sql`${elements}\n${ordered}`;
  }
  if (isEncoded(column)) {
    return sql`SELECT d.value, COUNT(*)\nFROM ${from} JOIN dict AS d ON d.code = ${own}\nGROUP BY ${own}\n${ordered}`;
  }
  return sql`SELECT ${own}, COUNT(*)\nFROM ${from}\nWHERE ${own} IS NOT NULL\nGROUP BY ${own}\n${ordered}`;
}
