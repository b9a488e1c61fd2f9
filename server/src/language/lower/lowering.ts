/** What lowering needs from outside, and what rule kinds are handed while they lower. */
import type { Rule, Segment } from '../model.ts';
import type { Plan } from '../plan.ts';
import type { ProjectSchema } from '../schema/model.ts';
import type { Clock } from '../values/index.ts';

export interface LowerContext {
  readonly schema: ProjectSchema;
  /** The one instant of the evaluation. */
  readonly asOf: number;
  /** The segment that holds the rules. */
  readonly segmentId: string;
  readonly segment: (id: string) => Segment | undefined;
  readonly list: (path: string) => { readonly digest: string } | undefined;
}

/** A context inside a rule. `segmentId` is that of the segment which holds the rule, through all references. */
export interface Lowering {
  readonly context: LowerContext;
  readonly clock: Clock;
  readonly segmentId: string;
  readonly rule: (rule: Rule) => Plan;
  /** All of the rules. */
  readonly rules: (rules: readonly Rule[]) => Plan;
  /** The users of another segment. */
  readonly segment: (id: string) => Plan;
}

/** Plans that all must hold, without a node around a single one. */
export function allOf(of: readonly Plan[]): Plan {
  return of.length === 1 ? of[0]! : { node: 'all', of };
}

/** Plans of which one must hold, without a node around a single one. */
export function anyOf(of: readonly Plan[]): Plan {
  return of.length === 1 ? of[0]! : { node: 'any', of };
}

export function noneOf(of: readonly Plan[]): Plan {
  return { node: 'not', of: anyOf(of) };
}

/** No user at all. */
export const NOBODY: Plan = { node: 'users', test: { op: 'never' } };
