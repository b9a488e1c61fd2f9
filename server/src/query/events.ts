/**
 * Users by their events: one statement that gives the users with at least one qualifying event over which every measure
 * holds. The forms were chosen by measurement: tables are clustered by user and time, so that grouping by user streams.
 */
import type { EventSource, EventsLeaf } from '../language/plan.ts';
import { type CompileContext, type Scope, seeks, tablesOf } from './context.ts';
import { bind, type Fragment, name, nested, select, sql, unionAll } from './fragment.ts';
import { arePartial, combined, type Group, measured, measuredColumns, partials } from './measures.ts';
import type { PhysicalEvent } from './physical.ts';
import { predicate } from './predicates.ts';
import { nobody, rowsOf, subquery } from './rows.ts';
import { inLocalTime, inSpan } from './time.ts';

export function compileEvents(leaf: EventsLeaf, context: CompileContext): Fragment {
  const tables = tablesOf(leaf.source.events, context);
  if (tables.length === 0) return nobody();
  if (leaf.occurrence) return occurrence(leaf, leaf.occurrence, tables, context);
  if (leaf.measures.length === 0) return existence(leaf.source, tables, context);
  if (leaf.measures.some((measure) => measure.kind === 'share')) return share(leaf, tables, context);
  if (tables.length > 1 && arePartial(leaf.measures)) return combinedTables(leaf, tables, context);
  const rows = rowsOf(tables, 'e', {
    where: (scope) => sourceConditions(narrowed(leaf), scope, context),
    columns: (scope) => measuredColumns(leaf.measures, tables, scope),
  });
  const group = { instant: sql`e.ts`, columns: rows.columns };
  return grouped(rows.from, rows.where, holding(leaf, group, context));
}

/** Where only regularity is asked for and some stretch must hold an event, older events need not be read. */
function narrowed(leaf: EventsLeaf): EventSource {
  const { source, measures } = leaf;
  const [measure] = measures;
  if (measures.length !== 1 || measure?.kind !== 'regularly' || source.span.after) return source;
  const oldest = measure.edges.at(-1);
  const needsOne = measure.bounds.some(
    (bound) => (bound.cmp === 'gte' && bound.value > 0) || (bound.cmp === 'gt' && bound.value >= 0),
  );
  if (!needsOne || oldest === undefined) return source;
  return { ...source, span: { ...source.span, after: { at: oldest, included: false } } };
}

/** What makes an event qualify: `where`, the span, the local time. */
export function sourceConditions(source: EventSource, scope: Scope, context: CompileContext): readonly Fragment[] {
  return [
    ...(source.where ? [predicate(source.where, scope, context)] : []),
    ...timeConditions(source, scope, context),
  ];
}

function timeConditions(source: EventSource, scope: Scope, context: CompileContext): readonly Fragment[] {
  const instant = name(scope.alias, 'ts');
  return [...inSpan(source.span, instant), ...(source.at ? [inLocalTime(source.at, instant, context)] : [])];
}

const holding = (leaf: EventsLeaf, group: Group, context: CompileContext): readonly Fragment[] =>
  leaf.measures.map((measure, index) => measured(measure, index, group, context));

const grouped = (from: Fragment, where: readonly Fragment[], having: readonly Fragment[]): Fragment =>
  select({ columns: [sql`e.user`], from, where, groupBy: sql`e.user`, having });

/** At least one qualifying event: of each table by itself, since a user may come twice in a set. */
function existence(source: EventSource, tables: readonly PhysicalEvent[], context: CompileContext): Fragment {
  return unionAll(
    tables.map((table) => {
      const scope = { alias: 'e', columns: table.columns };
      const conditions = sourceConditions(source, scope, context);
      const from = sql`${name(table.table)} AS e`;
      if (!seeks(table, context)) return grouped(from, conditions, []);
      const found = select({ columns: [sql`1`], from, where: [sql`e.user = u.idx`, ...conditions] });
      return select({ columns: [sql`u.idx AS user`], from: sql`users AS u`, where: [sql`EXISTS ${nested(found)}`] });
    }),
  );
}

/** Several tables, each grouped as it lies, so that only one row a user and table is left to be sorted. */
function combinedTables(leaf: EventsLeaf, tables: readonly PhysicalEvent[], context: CompileContext): Fragment {
  const branches = tables.map((table) => {
    const scope = { alias: 'e', columns: table.columns };
    return select({
      columns: [sql`e.user`, ...partials(leaf.measures, measuredColumns(leaf.measures, tables, scope))],
      from: sql`${name(table.table)} AS e`,
      where: sourceConditions(leaf.source, scope, context),
      groupBy: sql`e.user`,
    });
  });
  const having = leaf.measures.map((measure, index) => combined(measure, index, context));
  return grouped(sql`${nested(unionAll(branches))} AS e`, [], having);
}

/** All events of the window are read, those that pass `where` are marked. */
function share(leaf: EventsLeaf, tables: readonly PhysicalEvent[], context: CompileContext): Fragment {
  const { where } = leaf.source;
  const rows = subquery(tables, 'e', {
    where: (scope) => timeConditions(leaf.source, scope, context),
    columns: (scope) => ({
      qualifies: where ? sql`CASE WHEN ${predicate(where, scope, context)} THEN 1 ELSE 0 END` : sql`1`,
      ...measuredColumns(leaf.measures, tables, scope),
    }),
  });
  const qualifies = sql`e.qualifies`;
  const group = { instant: sql`e.ts`, columns: rows.columns, qualifies };
  return grouped(rows.from, rows.where, [sql`SUM(${qualifies}) >= 1`, ...holding(leaf, group, context)]);
}

/** Only the first (last) event that passes `where` counts; everything else is asked of that one. */
function occurrence(
  leaf: EventsLeaf,
  { which, having }: NonNullable<EventsLeaf['occurrence']>,
  tables: readonly PhysicalEvent[],
  context: CompileContext,
): Fragment {
  const { source, measures } = leaf;
  const passing = (scope: Scope): readonly Fragment[] => [
    ...(source.where ? [predicate(source.where, scope, context)] : []),
    sql`${name(scope.alias, 'ts')} <= ${bind(context.asOf)}`,
  ];
  if (!having && measures.length === 0) return extremeInstant(source, which, tables, passing, context);
  const [only] = tables;
  if (tables.length === 1 && only) return outermost(leaf, which, only, passing, context);
  const rows = subquery(tables, 'e', {
    where: passing,
    columns: (scope) => ({
      ...(having ? { passes: sql`CASE WHEN ${predicate(having, scope, context)} THEN 1 ELSE 0 END` } : {}),
      ...measuredColumns(measures, tables, scope),
    }),
  });
  // Looking for a neighbour takes one order for both; the rows of each table lie in it already.
  const neighbour = which === 'first' ? sql`LAG(e.ts)` : sql`LEAD(e.ts)`;
  const chosen = select({
    columns: [sql`e.*`, sql`${neighbour} OVER (PARTITION BY e.user ORDER BY e.ts, e.seq) IS NULL AS chosen`],
    from: rows.from,
    where: rows.where,
  });
  const conditions = timeConditions(source, { alias: 'e', columns: new Map() }, context);
  const group = { instant: sql`e.ts`, columns: rows.columns };
  return grouped(
    sql`${nested(chosen)} AS e`,
    [sql`e.chosen = 1`, ...(having ? [sql`e.passes = 1`] : []), ...conditions],
    holding(leaf, group, context),
  );
}

/** In one table: an event of which everything holds, and no other that passes lies before (after) it. */
function outermost(
  leaf: EventsLeaf,
  which: 'first' | 'last',
  table: PhysicalEvent,
  passing: (scope: Scope) => readonly Fragment[],
  context: CompileContext,
): Fragment {
  const scope = { alias: 'e', columns: table.columns };
  const having = leaf.occurrence?.having;
  const beyond = which === 'first' ? sql`<` : sql`>`;
  const other = select({
    columns: [sql`1`],
    from: sql`${name(table.table)} AS n`,
    where: [
      sql`n.user = e.user`,
      sql`(n.ts, n.seq) ${beyond} (e.ts, e.seq)`,
      ...passing({ alias: 'n', columns: table.columns }),
    ],
  });
  const group = { instant: sql`e.ts`, columns: measuredColumns(leaf.measures, [table], scope) };
  return grouped(
    sql`${name(table.table)} AS e`,
    [
      ...sourceConditions(leaf.source, scope, context),
      ...(having ? [predicate(having, scope, context)] : []),
      sql`NOT EXISTS ${nested(other)}`,
    ],
    holding(leaf, group, context),
  );
}

/** Where nothing but its time is asked of the first (last) event, its time is enough; ties don't matter. */
function extremeInstant(
  source: EventSource,
  which: 'first' | 'last',
  tables: readonly PhysicalEvent[],
  passing: (scope: Scope) => readonly Fragment[],
  context: CompileContext,
): Fragment {
  const extreme = which === 'first' ? sql`MIN(e.ts)` : sql`MAX(e.ts)`;
  const perUser = (table: PhysicalEvent): Fragment => {
    const from = sql`${name(table.table)} AS e`;
    const where = passing({ alias: 'e', columns: table.columns });
    if (!seeks(table, context)) {
      return select({ columns: [sql`e.user`, sql`${extreme} AS ts`], from, where, groupBy: sql`e.user` });
    }
    const sought = select({ columns: [extreme], from, where: [sql`e.user = u.idx`, ...where] });
    return select({ columns: [sql`u.idx AS user`, sql`${nested(sought)} AS ts`], from: sql`users AS u` });
  };
  const branches = nested(unionAll(tables.map(perUser)));
  const conditions = timeConditions(source, { alias: 'e', columns: new Map() }, context);
  if (tables.length === 1) {
    return select({ columns: [sql`e.user`], from: sql`${branches} AS e`, where: conditions });
  }
  const merged = select({
    columns: [sql`e.user`, sql`${extreme} AS ts`],
    from: sql`${branches} AS e`,
    groupBy: sql`e.user`,
  });
  return select({ columns: [sql`e.user`], from: sql`${nested(merged)} AS e`, where: conditions });
}
