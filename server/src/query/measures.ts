/**
 * Measures over the qualifying events of a user, as conditions of HAVING. A sum, an average, a minimum or a maximum
 * over no value is NULL and satisfies no bound.
 */
import type { Bound, PlanMeasure } from '../language/plan.ts';
import type { CompileContext, Scope } from './context.ts';
import { and, bind, type Fragment, join, name, or, sql } from './fragment.ts';
import type { PhysicalEvent } from './physical.ts';
import { differentlyEncoded, identity } from './predicates.ts';
import { eventZone, GT, GTE, LT, LTE, localDay, toLocal } from './time.ts';

const COMPARISONS = { lt: LT, lte: LTE, gt: GT, gte: GTE } as const;

export function bounded(value: Fragment, bounds: readonly Bound[], context: CompileContext): Fragment {
  return and(
    bounds.map((bound) => {
      if (!('values' in bound)) return sql`${value} ${COMPARISONS[bound.cmp]} ${bind(bound.value)}`;
      const equal = or(bound.values.length === 0 ? [] : [sql`${value} IN ${context.dialect.valueList(bound.values)}`]);
      return bound.cmp === 'in' ? equal : sql`NOT (${equal})`;
    }),
  );
}

/** The values that the measures look at, of one row: `m0` for the first measure, and so on. */
export function measuredColumns(
  measures: readonly PlanMeasure[],
  tables: readonly PhysicalEvent[],
  scope: Scope,
): Readonly<Record<string, Fragment>> {
  const entries = measures.flatMap((measure, index): (readonly [string, Fragment])[] => {
    if (!('column' in measure)) return [];
    const value = identity(measure.column, scope, differentlyEncoded(measure.column, tables));
    return [[measuredColumn(index), value ?? sql`NULL`]];
  });
  return Object.fromEntries(entries);
}

const measuredColumn = (index: number): string => `m${index}`;

/** The groups of rows that measures are taken of. */
export interface Group {
  readonly instant: Fragment;
  readonly columns: Readonly<Record<string, Fragment>>;
  /** 1 for rows that qualify, where the group holds others too (`share`). */
  readonly qualifies?: Fragment;
}

export function measured(measure: PlanMeasure, index: number, group: Group, context: CompileContext): Fragment {
  const { dialect } = context;
  const own = group.columns[measuredColumn(index)] ?? sql`NULL`;
  const of = (value: Fragment): Fragment =>
    group.qualifies ? sql`CASE WHEN ${group.qualifies} = 1 THEN ${value} END` : value;
  const count = group.qualifies ? sql`SUM(${group.qualifies})` : sql`COUNT(*)`;
  switch (measure.kind) {
    case 'count':
      return bounded(count, measure.bounds, context);
    case 'days': {
      const day = localDay(toLocal(group.instant, eventZone(context)), context);
      return bounded(sql`COUNT(DISTINCT ${of(day)})`, measure.bounds, context);
    }
    case 'sum':
      return bounded(dialect.round6(sql`SUM(${of(own)})`), measure.bounds, context);
    case 'avg':
      return bounded(dialect.round6(sql`AVG(${of(own)})`), measure.bounds, context);
    case 'min':
      return bounded(sql`MIN(${of(own)})`, measure.bounds, context);
    case 'max':
      return bounded(sql`MAX(${of(own)})`, measure.bounds, context);
    case 'distinct':
      return bounded(sql`COUNT(DISTINCT ${of(own)})`, measure.bounds, context);
    case 'share':
      return bounded(sql`CAST(${count} AS REAL) / COUNT(*)`, measure.bounds, context);
    case 'regularly':
      return bounded(sql`COUNT(DISTINCT ${of(stretch(measure.edges, group.instant))})`, measure.bounds, context);
  }
}

/** The number of the stretch that the instant lies in; NULL before the oldest edge. */
function stretch(edges: readonly number[], instant: Fragment): Fragment {
  const cases = edges
    .slice(1)
    .map((edge, index) => sql`WHEN ${instant} > ${bind(edge)} THEN ${{ text: String(index), params: [] }}`);
  return cases.length === 0 ? sql`NULL` : sql`CASE ${join(cases, ' ')} END`;
}

const PARTIAL = new Set<PlanMeasure['kind']>(['count', 'sum', 'avg', 'min', 'max']);

/** Whether the measures can be taken of each table by itself and then put together. */
export const arePartial = (measures: readonly PlanMeasure[]): boolean =>
  measures.every((measure) => PARTIAL.has(measure.kind));

/** The aggregates of one table that `combined` needs. */
export function partials(
  measures: readonly PlanMeasure[],
  columns: Readonly<Record<string, Fragment>>,
): readonly Fragment[] {
  return [
    sql`COUNT(*) AS n`,
    ...measures.flatMap((measure, index) => {
      const own = columns[measuredColumn(index)];
      if (!own) return [];
      const as = name(measuredColumn(index));
      if (measure.kind === 'min') return [sql`MIN(${own}) AS ${as}`];
      if (measure.kind === 'max') return [sql`MAX(${own}) AS ${as}`];
      const sum = sql`SUM(${own}) AS ${as}`;
      return measure.kind === 'avg' ? [sum, sql`COUNT(${own}) AS ${name(countedColumn(index))}`] : [sum];
    }),
  ];
}

const countedColumn = (index: number): string => `n${index}`;

/** The measure over several tables' `partials`, which have the alias `e`. */
export function combined(measure: PlanMeasure, index: number, context: CompileContext): Fragment {
  const own = name('e', measuredColumn(index));
  switch (measure.kind) {
    case 'count':
      return bounded(sql`SUM(e.n)`, measure.bounds, context);
    case 'avg': {
      const average = sql`SUM(${own}) / SUM(${name('e', countedColumn(index))})`;
      return bounded(context.dialect.round6(average), measure.bounds, context);
    }
    default:
      return measured(measure, index, { instant: sql`e.ts`, columns: { [measuredColumn(index)]: own } }, context);
  }
}
