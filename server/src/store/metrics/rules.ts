/** For each top-level rule: the users that hold it alone, and those that remain after it and all rules before it. */
import { copy, count, intersect } from '../bitset.ts';
import type { Metric } from './metric.ts';

export const rules: Metric<'rules'> = ({ query, exists, set }) => {
  const remaining = copy(exists);
  return {
    rules: (query.rules ?? []).map((rule) => {
      const holding = set(rule);
      return { alone: count(holding), remaining: count(intersect(remaining, holding)) };
    }),
  };
};
