/** For each top-level rule: the users that hold it alone, and those that remain after it and all rules before it. */
import { ruleCounts } from '../rule-counts.ts';
import type { Metric } from './metric.ts';

export const rules: Metric<'rules'> = ({ query, exists, set }) => {
  const counts = ruleCounts(
    (query.rules ?? []).map((plan) => ({ plan })),
    { exists, set },
  );
  return { rules: counts.map(({ alone, remaining }) => ({ alone, remaining })) };
};
