import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Leaf, Plan } from '../../server/src/language/plan.ts';
import {
  add,
  type Bitset,
  copy,
  count,
  countBoth,
  emptySet,
  fullSet,
  has,
  intersect,
  members,
  subtract,
  unite,
} from '../../server/src/store/bitset.ts';
import { evaluate } from '../../server/src/store/evaluate.ts';
import { LeafCache } from '../../server/src/store/leaf-cache.ts';

const USERS = 100;
const positions = fc.uniqueArray(fc.nat(USERS - 1));
const setOf = (users: readonly number[]): Bitset => {
  const set = emptySet(USERS);
  for (const user of users) add(set, user);
  return set;
};
const sorted = (users: Iterable<number>): number[] => [...new Set(users)].sort((one, other) => one - other);

describe('store: sets of users', () => {
  it('are sets', () => {
    fc.assert(
      fc.property(positions, positions, (one, other) => {
        const [a, b] = [setOf(one), setOf(other)];
        assert.deepEqual([...members(a)], sorted(one));
        assert.equal(count(a), one.length);
        assert.deepEqual([...members(unite(copy(a), b))], sorted([...one, ...other]));
        assert.deepEqual([...members(intersect(copy(a), b))], sorted(one.filter((user) => other.includes(user))));
        assert.deepEqual([...members(subtract(copy(a), b))], sorted(one.filter((user) => !other.includes(user))));
        assert.equal(countBoth(a, b), count(intersect(copy(a), b)));
        assert.equal(
          one.every((user) => has(a, user)),
          true,
        );
        assert.deepEqual([...members(a)], sorted(one));
      }),
    );
  });

  it('hold nobody beyond the last user', () => {
    for (const users of [0, 1, 31, 32, 33, 64, 100]) {
      assert.equal(count(fullSet(users)), users);
      assert.equal(count(emptySet(users)), 0);
      assert.equal(has(fullSet(users), users), false);
    }
  });

  it('follow the algebra of plans within the users that exist, and leave what is cached alone', () => {
    const leaf = (n: number): Leaf => ({ node: 'sample', percent: n, seed: '' });
    const { plan: plans } = fc.letrec<{ plan: Plan }>((tie) => ({
      plan: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.integer({ min: 0, max: 3 }).map(leaf),
        fc.record({
          node: fc.constantFrom('all' as const, 'any' as const),
          of: fc.array(tie('plan'), { maxLength: 4 }),
        }),
        fc.record({ node: fc.constant('not' as const), of: tie('plan') }),
      ),
    }));
    const holds = (plan: Plan, user: number, leaves: readonly (readonly number[])[]): boolean => {
      if (plan.node === 'all') return plan.of.every((part) => holds(part, user, leaves));
      if (plan.node === 'any') return plan.of.some((part) => holds(part, user, leaves));
      if (plan.node === 'not') return !holds(plan.of, user, leaves);
      return plan.node === 'sample' && leaves[plan.percent]!.includes(user);
    };
    fc.assert(
      fc.property(plans, positions, fc.tuple(positions, positions, positions, positions), (plan, existing, leaves) => {
        const sets = leaves.map(setOf);
        const find = (part: Leaf): Bitset => sets[part.node === 'sample' ? part.percent : 0]!;
        const exists = setOf(existing);
        const found = [...members(evaluate(plan, find, exists))];
        assert.deepEqual(found, sorted(existing.filter((user) => holds(plan, user, leaves))));
        assert.deepEqual(
          sets.map((set) => [...members(set)]),
          leaves.map(sorted),
        );
        assert.deepEqual([...members(exists)], sorted(existing));
      }),
    );
  });
});

describe('store: the cache of leaves', () => {
  it('forgets what was not used for longest', () => {
    const size = emptySet(USERS).byteLength + 2;
    const cache = new LeafCache(3 * size);
    for (const key of ['a', 'b', 'c']) cache.add(key, emptySet(USERS));
    assert.ok(cache.get('a'));
    cache.add('d', emptySet(USERS));
    assert.deepEqual(
      cache.entries().map(([key]) => key),
      ['c', 'a', 'd'],
    );
    cache.add('a', fullSet(USERS));
    assert.equal(count(cache.get('a')!), USERS);
    cache.add('large', emptySet(10_000));
    assert.deepEqual(
      cache.entries().map(([key]) => key),
      ['large'],
    );
  });
});
