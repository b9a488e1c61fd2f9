/**
 * Statements that show data instead of sets: rows of users, a user's events, the values of a property. Their columns are
 * decoded from `dict`; what a raw value means is left to the reader of the rows.
 */
import type { EventSource } from '../language/plan.ts';
import type { CompileContext } from './context.ts';
import { sourceConditions } from './events.ts';
import { bind, type Fragment, name, nested, select, sql } from './fragment.ts';
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

/** `user` and `ts` of a table's qualifying events, in order of users. */
export function eventTimes(table: PhysicalEvent, source: EventSource, context: CompileContext): Fragment {
  const statement = select({
    columns: [sql`e.user`, sql`e.ts`],
    from: sql`${name(table.table)} AS e`,
    where: sourceConditions(source, { alias: 'e', columns: table.columns }, context),
  });
  return sql`${statement}\nORDER BY e.user, e.ts`;
}

/**
 * `user` and the value of a property, row by row in order of users, without missing ones; of a list each element.
 * Undefined for a geo.
 */
export function allValues(owner: Owned, column: PhysicalColumn): Fragment | undefined {
  if (column.type === 'geo') return undefined;
  const own = name('t', column.column);
  const user = name('t', owner.user);
  const from = sql`${name(owner.table)} AS t`;
  if (column.type === 'list<string>' || column.type === 'list<number>') {
    return select({ columns: [user, sql`j.value`], from: sql`${from}, json_each(${own}) AS j` });
  }
  return select({ columns: [user, own], from, where: [sql`${own} IS NOT NULL`] });
}

/** A table with the column that says whose its rows are. */
export interface Owned {
  readonly table: string;
  readonly user: 'idx' | 'user';
}

/** How many rows have a property. */
export function countPresent(table: string, column: PhysicalColumn): Fragment {
  return select({
    columns: [sql`COUNT(${name('t', column.type === 'geo' ? column.lat : column.column)})`],
    from: sql`${name(table)} AS t`,
  });
}

/** How many users have an event, and the instants of its first and last. The table is in order of users. */
export function volume(table: string): Fragment {
  const users = sql`SELECT MIN(t.ts) AS first, MAX(t.ts) AS last FROM ${name(table)} AS t GROUP BY t.user`;
  return sql`SELECT COUNT(*), MIN(u.first), MAX(u.last) FROM ${nested(users)} AS u`;
}

/** `code` and `value` of the codes. */
export const textsOf = (codes: readonly number[]): Fragment =>
  select({
    columns: [sql`d.code`, sql`d.value`],
    from: sql`dict AS d`,
    where: [sql`d.code IN (SELECT value FROM json_each(${bind(JSON.stringify(codes))}))`],
  });
