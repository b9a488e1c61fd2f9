/** How sets of users lie to each other: algebra on sets, and one look at each user for the exact combinations. */
import { type Bitset, copy, count, countBoth, forEach, fullSet, intersect } from './bitset.ts';
import { type EvaluatorAt, membersOf } from './evaluator.ts';
import type { Overlap, OverlapQuery } from './section-numbers.ts';

/** A combination is a number with a bit for each set, which is exact up to 53 of them. */
const MOST_SETS = 50;

export function overlap(query: OverlapQuery, at: EvaluatorAt, userCount: number): Overlap {
  const within = query.within ? membersOf(at, query.within, query.lists) : fullSet(userCount);
  const sets = query.sets.map((plan) => intersect(copy(membersOf(at, plan, query.lists)), within));
  const pairs = sets.map((one, i) => sets.map((other, k) => (i === k ? count(one) : countBoth(one, other))));
  if (query.largest === 0) {
    return { pairs, only: sets.map(() => 0), any: 0, largest: [], rest: { combinations: 0, users: 0 } };
  }
  const combinations = combinationsOf(sets, userCount);
  const sorted = [...combinations].sort(([one, less], [other, more]) => more - less || one - other);
  const told = sorted.slice(0, query.largest);
  const rest = sorted.slice(query.largest);
  return {
    pairs,
    only: sets.map((_, i) => combinations.get(2 ** i) ?? 0),
    any: sum(sorted),
    largest: told.map(([combination, users]) => ({ sets: setsIn(combination, sets.length), users })),
    rest: { combinations: rest.length, users: sum(rest) },
  };
}

/** Users by the sets that they are in, of those in any. */
function combinationsOf(sets: readonly Bitset[], userCount: number): ReadonlyMap<number, number> {
  const ofUser = new Float64Array(userCount);
  for (const [i, set] of sets.slice(0, MOST_SETS).entries()) {
    const bit = 2 ** i;
    forEach(set, (user) => {
      ofUser[user] = (ofUser[user] as number) + bit;
    });
  }
  const counts = new Map<number, number>();
  for (const combination of ofUser) {
    if (combination > 0) counts.set(combination, (counts.get(combination) ?? 0) + 1);
  }
  return counts;
}

const setsIn = (combination: number, sets: number): readonly number[] =>
  Array.from({ length: sets }, (_, i) => i).filter((i) => Math.floor(combination / 2 ** i) % 2 === 1);

const sum = (counts: readonly (readonly [number, number])[]): number =>
  counts.reduce((total, [, users]) => total + users, 0);
