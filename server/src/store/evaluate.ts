/**
 * The set of a plan from the sets of its leaves. Invariant: a result holds only users that exist at the plan's instant,
 * so that `not` is the complement within those. Results may be shared with the cache: never change one.
 */
import type { Leaf, Plan } from '../language/plan.ts';
import { type Bitset, copy, emptySet, intersect, subtract, unite } from './bitset.ts';

export function evaluate(plan: Plan, leafSet: (leaf: Leaf) => Bitset, exists: Bitset): Bitset {
  switch (plan.node) {
    case 'all': {
      const result = copy(exists);
      for (const part of plan.of) {
        if (part.node === 'not') subtract(result, raw(part.of, leafSet, exists));
        else intersect(result, raw(part, leafSet, exists));
      }
      return result;
    }
    case 'any': {
      const result = emptySet(exists.length * 32);
      for (const part of plan.of) unite(result, raw(part, leafSet, exists));
      return intersect(result, exists);
    }
    case 'not':
      return subtract(copy(exists), raw(plan.of, leafSet, exists));
    default:
      return intersect(copy(leafSet(plan)), exists);
  }
}

/** The set of a part whose result is cut to the existing users anyway: a leaf needs no copy. */
function raw(plan: Plan, leafSet: (leaf: Leaf) => Bitset, exists: Bitset): Bitset {
  return isLeaf(plan) ? leafSet(plan) : evaluate(plan, leafSet, exists);
}

const isLeaf = (plan: Plan): plan is Leaf => plan.node !== 'all' && plan.node !== 'any' && plan.node !== 'not';
