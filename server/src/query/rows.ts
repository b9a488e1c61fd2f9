/**
 * The events of one or several names as one set of rows. One table is read directly; of several, each is filtered in
 * its own encoding and they are put together, with the columns that the rest of the statement needs.
 */
import type { CompileContext, Scope } from './context.ts';
import { tablesOf } from './context.ts';
import { type Fragment, join, name, nested, select, sql, unionAll } from './fragment.ts';
import type { PhysicalEvent } from './physical.ts';

export interface Rows {
  /** What stands after FROM. */
  readonly from: Fragment;
  /** Conditions still to be met; empty when they are met inside `from`. */
  readonly where: readonly Fragment[];
  /** The columns asked for, by the same keys. */
  readonly columns: Readonly<Record<string, Fragment>>;
}

export interface RowsNeeded {
  readonly where: (scope: Scope) => readonly Fragment[];
  /** Besides user, ts and seq. Keys become column names. */
  readonly columns?: (scope: Scope) => Readonly<Record<string, Fragment>>;
}

/** Rows of the tables under the alias. There must be at least one table. */
export function rowsOf(tables: readonly PhysicalEvent[], alias: string, needed: RowsNeeded): Rows {
  const [only] = tables;
  if (tables.length === 1 && only) {
    const scope = { alias, columns: only.columns };
    return {
      from: sql`${name(only.table)} AS ${name(alias)}`,
      where: needed.where(scope),
      columns: needed.columns?.(scope) ?? {},
    };
  }
  return subquery(tables, alias, needed);
}

/** The same, always as a subquery, so that the columns are columns. */
export function subquery(tables: readonly PhysicalEvent[], alias: string, needed: RowsNeeded): Rows {
  const keys = new Set<string>();
  const branches = tables.map((table) => {
    const scope = { alias: 'e', columns: table.columns };
    const columns = Object.entries(needed.columns?.(scope) ?? {});
    for (const [key] of columns) keys.add(key);
    return select({
      columns: [
        ...['user', 'ts', 'seq'].map((column) => name('e', column)),
        ...columns.map(([key, value]) => sql`${value} AS ${name(key)}`),
      ],
      from: sql`${name(table.table)} AS e`,
      where: needed.where(scope),
    });
  });
  return {
    from: sql`${nested(unionAll(branches))} AS ${name(alias)}`,
    where: [],
    columns: Object.fromEntries([...keys].map((key) => [key, name(alias, key)])),
  };
}

/** Whether any event of the names passes: EXISTS over every table, so that each is sought by user and time. */
export function anyEvent(
  events: readonly string[],
  alias: string,
  where: (scope: Scope) => readonly Fragment[],
  context: CompileContext,
): Fragment | undefined {
  const branches = tablesOf(events, context).map((table) =>
    select({
      columns: [sql`1`],
      from: sql`${name(table.table)} AS ${name(alias)}`,
      where: where({ alias, columns: table.columns }),
    }),
  );
  return branches.length === 0 ? undefined : sql`EXISTS ${nested(unionAll(branches))}`;
}

/** No user at all. */
export const nobody = (): Fragment =>
  select({ columns: [join([name('u', 'idx'), sql`AS user`], ' ')], from: sql`users AS u`, where: [sql`1 = 0`] });
