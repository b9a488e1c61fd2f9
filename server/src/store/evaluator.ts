/** Sets of plans, each at its plan's instant: what numbers are made of. */
import type { Plan, SegmentPlan } from '../language/plan.ts';
import type { Bitset } from './bitset.ts';
import type { Lists, Row } from './ports.ts';

/** At one instant. */
export interface Evaluator {
  /** Users that exist at the instant. */
  readonly exists: Bitset;
  /** Never to be changed: it may be shared. */
  readonly set: (plan: Plan) => Bitset;
}

/** The evaluator of a plan's instant. */
export type EvaluatorAt = (plan: Pick<SegmentPlan, 'asOf' | 'zone'>, lists: Lists) => Evaluator;

/** Rows of users at ascending positions. */
export type RowReader = (positions: readonly number[], columns: readonly string[]) => readonly Row[];

/** The members of a segment, at its own instant. */
export const membersOf = (at: EvaluatorAt, plan: SegmentPlan, lists: Lists): Bitset => at(plan, lists).set(plan.root);
