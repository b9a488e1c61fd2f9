/** A number of a segment's insights. Invariant: a function of the sets it is given, all of one snapshot. */
import type { Plan } from '../../language/plan.ts';
import type { Bitset } from '../bitset.ts';
import type { Evaluation, InsightsQuery, Row } from '../ports.ts';

export interface Measured {
  readonly query: InsightsQuery;
  /** Users that exist at the instant. */
  readonly exists: Bitset;
  /** The members. */
  readonly users: Bitset;
  /** The set of any plan at the same instant. */
  readonly set: (plan: Plan) => Bitset;
  /** Users' rows at ascending positions. */
  readonly rows: (positions: readonly number[], columns: readonly string[]) => readonly Row[];
}

/** Gives some of the numbers. */
export type Metric<Keys extends keyof Evaluation> = (measured: Measured) => Pick<Evaluation, Keys>;
