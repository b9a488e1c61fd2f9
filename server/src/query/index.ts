/**
 * From plans to SQL: a leaf or a whole segment becomes one statement with its parameters, in the dialect of a database.
 * Invariant: knows nothing of schemas, files or engines. Values are parameters, identifiers come from the physical
 * layout, and an event or property without data is simply missing.
 */
import type { Leaf, SegmentPlan, Zone } from '../language/plan.ts';
import type { CompileContext } from './context.ts';
import { type DialectId, dialects } from './dialects/registry.ts';
import type { Param } from './fragment.ts';
import { leafStatement } from './leaf.ts';
import { legend } from './legend.ts';
import type { Physical } from './physical.ts';
import { segmentStatement } from './segment.ts';

export { type DialectId, dialects } from './dialects/registry.ts';
export type { Param } from './fragment.ts';
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

/** One column, `id`: the members in order of their ids. Comments say which names the tables and columns stand for. */
export function compileSegment(
  plan: SegmentPlan,
  options: { readonly physical: Physical; readonly lists?: LeafContext['lists']; readonly dialect?: DialectId },
): Statement {
  const context = complete({ ...options, zone: plan.zone, asOf: plan.asOf }, options.dialect ?? 'sqlite');
  const { sql, params } = statement(segmentStatement(plan.root, context));
  return { sql: legend(plan.root, options.physical) + sql, params };
}

const complete = (context: LeafContext, dialect: DialectId): CompileContext => ({
  ...context,
  lists: context.lists ?? {},
  dialect: dialects[dialect],
});

const statement = ({ text, params }: { text: string; params: readonly Param[] }): Statement => ({ sql: text, params });
