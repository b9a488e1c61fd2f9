/**
 * From plans to SQL: a leaf or a whole segment becomes one statement with its parameters, in the dialect of a database.
 * Invariant: knows nothing of schemas, files or engines. Values are parameters, identifiers come from the physical
 * layout, and an event or property without data is simply missing.
 */
import type { EventSource, Leaf, SegmentPlan, SequenceLeaf, Zone } from '../language/plan.ts';
import { type CompileContext, tablesOf } from './context.ts';
import { type DialectId, dialects } from './dialects/registry.ts';
import { type Fragment, MANY_PARAMS, numbered, type Param } from './fragment.ts';
import { leafStatement } from './leaf.ts';
import { legend } from './legend.ts';
import {
  allValues,
  countPresent,
  countUserEvents,
  eventTimes,
  type Owned,
  textsOf,
  userEvents,
  userRows,
  volume,
} from './output.ts';
import type { Physical, PhysicalColumn, PhysicalEvent } from './physical.ts';
import { segmentStatement } from './segment.ts';
import { sequenceRuns } from './sequence-runs.ts';

export { type DialectId, dialects } from './dialects/registry.ts';
export type { Param } from './fragment.ts';
export type { Owned } from './output.ts';
export type { Physical, PhysicalColumn, PhysicalEvent, TextEncoding } from './physical.ts';

export interface Statement {
  readonly sql: string;
  readonly params: readonly Param[];
}

export interface LeafContext {
  readonly physical: Physical;
  readonly zone: Zone;
  readonly asOf: number;
  /** Ids of `in_list` files by the digest that stands in the plan. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
}

/** One column, `user`: positions in `users`, some perhaps more than once. */
export function compileLeaf(leaf: Leaf, context: LeafContext, dialect: DialectId = 'sqlite'): Statement {
  return statement(leafStatement(leaf, complete(context, dialect)));
}

/**
 * `user`, and the milliseconds from the last `did` but one to the last in the first run of each of the users.
 * Undefined when no run has two events.
 */
export function compileRuns(leaf: SequenceLeaf, users: readonly number[], context: LeafContext): Statement | undefined {
  const runs = sequenceRuns(leaf, users, complete(context, 'sqlite'));
  return runs && statement(runs);
}

/** One column, `id`: the members in order of their ids. Comments say which names the tables and columns stand for. */
export function compileSegment(
  plan: SegmentPlan,
  options: { readonly physical: Physical; readonly lists?: LeafContext['lists']; readonly dialect?: DialectId },
): Statement {
  const context = complete({ ...options, zone: plan.zone, asOf: plan.asOf }, options.dialect ?? 'sqlite');
  const { sql, params } = statement(segmentStatement(plan.root, context));
  return { sql: legend(plan.root, options.physical) + sql, params };
}

/** `idx`, `id`, then the properties' columns, decoded; one row for each position in `users`, in ascending order. */
export const compileUserRows = (positions: readonly number[], columns: readonly PhysicalColumn[]): Statement =>
  statement(userRows(positions, columns));

/** One user's qualifying events of one name: `rows` gives `ts`, `seq`, the properties, newest first; `count` how many. */
export function compileUserEvents(
  query: { readonly user: number; readonly table: PhysicalEvent; readonly source: EventSource; readonly limit: number },
  context: LeafContext,
): { readonly rows: Statement; readonly count: Statement } {
  const whole = complete(context, 'sqlite');
  return {
    rows: statement(userEvents(query.user, query.table, query.source, query.limit, whole)),
    count: statement(countUserEvents(query.user, query.table, query.source, whole)),
  };
}

/** `user` and `ts` of the qualifying events of a source in order of users: a statement for each name that has data. */
export function compileEventTimes(source: EventSource, context: LeafContext): readonly Statement[] {
  const whole = complete(context, 'sqlite');
  return tablesOf(source.events, whole).map((table) => statement(eventTimes(table, source, whole)));
}

/** `user` and the values of a property, row by row in order of users, as they lie in the table; undefined for a geo. */
export function compileValues(owner: Owned, column: PhysicalColumn): Statement | undefined {
  const compiled = allValues(owner, column);
  return compiled && statement(compiled);
}

/** One number: the rows that have a property. */
export const compilePresent = (table: string, column: PhysicalColumn): Statement =>
  statement(countPresent(table, column));

/** `users`, `first`, `last` of an event's table. */
export const compileVolume = (table: string): Statement => statement(volume(table));

/** `code` and `value` of codes of `dict`. */
export const compileTexts = (codes: readonly number[]): Statement => statement(textsOf(codes));

const complete = (context: LeafContext, dialect: DialectId): CompileContext => ({
  ...context,
  lists: context.lists ?? {},
  dialect: dialects[dialect],
});

const statement = (fragment: Fragment): Statement => {
  const { text, params } = fragment.params.length > MANY_PARAMS ? numbered(fragment) : fragment;
  return { sql: text, params };
};
