/** How many users hold each rule of a tree, and how many are left after it: algebra on sets, nothing else. */
import type { Plan } from '../language/plan.ts';
import { type Bitset, copy, count, emptySet, intersect, subtract, unite } from './bitset.ts';
import type { RuleCounts, RulePlan } from './ports.ts';

/** The counts of rules all of which must hold, among all users that exist. */
export function ruleCounts(
  rules: readonly RulePlan[],
  { exists, set }: { readonly exists: Bitset; readonly set: (plan: Plan) => Bitset },
): readonly RuleCounts[] {
  return listCounts('all', rules, exists, set);
}

/** `reach` are the users whom the rules before the list left. */
function listCounts(
  by: NonNullable<RulePlan['group']>['by'],
  rules: readonly RulePlan[],
  reach: Bitset,
  set: (plan: Plan) => Bitset,
): readonly RuleCounts[] {
  let left = by === 'any' ? emptySet(reach.length * 32) : copy(reach);
  return rules.map(({ plan, group }) => {
    const holding = set(plan);
    // In `all` a rule sees whom those before it left; in `any` and `none` each sees all that came to the list.
    const before = by === 'all' ? left : reach;
    const of = group ? listCounts(group.by, group.of, before, set) : [];
    const next = by === 'all' ? intersect(copy(left), holding) : left;
    if (by === 'any') unite(next, intersect(copy(reach), holding));
    if (by === 'none') subtract(next, holding);
    left = next;
    return { alone: count(holding), remaining: count(left), of };
  });
}
