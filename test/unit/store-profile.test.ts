import assert from 'node:assert/strict';
import type { Leaf, Plan } from '../../server/src/language/plan.ts';
import { openStoreFile, type RulePlan, type SegmentStore } from '../../server/src/store/index.ts';
import { UTC, withStoreFile } from '../support/sessions.ts';
import { geo, type RawStore } from '../support/store.ts';

const DAY = 86_400_000;

const raw: RawStore = {
  timezone: 'Asia/Kolkata',
  users: {
    properties: {
      city: 'string',
      plan: 'string:plain',
      vip: 'boolean',
      tags: 'list<string>',
      born: 'date',
      home: 'geo',
    },
    rows: {
      ann: { city: 'Pune', plan: 'free', vip: 1, tags: '["a","b"]', born: Date.UTC(1990, 4, 16, 18, 30) },
      bob: { city: 'Pune', plan: 'pro', vip: 0, tags: '["b"]' },
      cem: { city: 'Delhi', plan: 'pro', home: geo(18.5, 73.8) },
      dia: { city: null, vip: 1, tags: '[]' },
    },
  },
  events: {
    Charged: {
      properties: { amount: 'number', item: 'string' },
      rows: [
        ['ann', 3 * DAY, { amount: 10, item: 'shoes' }],
        ['ann', 4 * DAY, { amount: 20, item: 'shoes' }],
        ['ann', 5 * DAY, { amount: 30, item: 'bag' }],
        ['bob', 2 * DAY, { amount: 40, item: 'bag' }],
        ['zoe', 9 * DAY, { item: 'bag' }],
      ],
    },
  },
};

const city = (value: string): Leaf => ({
  node: 'users',
  test: { op: 'in', column: { name: 'city', type: 'string' }, values: [value] },
});
const charged: Leaf = {
  node: 'events',
  source: { events: ['Charged'], span: { until: { at: 10 * DAY, included: true } } },
  measures: [],
};
const rule = (plan: Plan): RulePlan => ({ plan });
const all = (...of: readonly RulePlan[]): RulePlan => ({
  plan: { node: 'all', of: of.map(({ plan }) => plan) },
  group: { by: 'all', of },
});
const any = (...of: readonly RulePlan[]): RulePlan => ({
  plan: { node: 'any', of: of.map(({ plan }) => plan) },
  group: { by: 'any', of },
});
const none = (...of: readonly RulePlan[]): RulePlan => ({
  plan: { node: 'not', of: { node: 'any', of: of.map(({ plan }) => plan) } },
  group: { by: 'none', of },
});

describe('a store’s profiles', () => {
  let store: SegmentStore;
  before(async () => {
    await withStoreFile(raw, async (path) => {
      store = await openStoreFile(path, { engine: 'sqljs-in-process' });
    });
  });
  after(() => store.close());

  it('tell how often an event happened, to how many and when', async () => {
    assert.deepEqual(await store.eventProfile('Charged'), { rows: 5, users: 3, first: 2 * DAY, last: 9 * DAY });
    assert.deepEqual(await store.eventProfile('Nowhere'), { rows: 0, users: 0 });
  });

  it('give the most frequent values, with rows and users', async () => {
    assert.deepEqual(await store.propertyProfile({ event: 'Charged', name: 'item', type: 'string' }, 9), {
      of: 5,
      present: 5,
      distinct: 2,
      values: [
        { value: 'bag', count: 3, users: 3 },
        { value: 'shoes', count: 2, users: 1 },
      ],
    });
    assert.deepEqual(await store.propertyProfile({ name: 'city', type: 'string' }, 1), {
      of: 5,
      present: 3,
      distinct: 2,
      values: [{ value: 'Pune', count: 2, users: 2 }],
    });
  });

  it('read values as people see them; elements of lists count each', async () => {
    const values = async (name: string, type: 'boolean' | 'list<string>' | 'date' | 'geo') =>
      (await store.propertyProfile({ name, type }, 9)).values.map(({ value, users }) => [value, users]);
    assert.deepEqual(await values('vip', 'boolean'), [
      [true, 2],
      [false, 1],
    ]);
    assert.deepEqual(await values('tags', 'list<string>'), [
      ['b', 2],
      ['a', 1],
    ]);
    assert.deepEqual(await values('born', 'date'), [['1990-05-17', 1]]);
    assert.deepEqual(await values('home', 'geo'), []);
  });

  it('say how full a property is, an empty list and a place included', async () => {
    const present = async (name: string, type: 'list<string>' | 'geo') =>
      (await store.propertyProfile({ name, type }, 0)).present;
    assert.equal(await present('tags', 'list<string>'), 3);
    assert.equal(await present('home', 'geo'), 1);
  });

  it('say how numbers lie, by values that occur', async () => {
    const { spread } = await store.propertyProfile({ event: 'Charged', name: 'amount', type: 'number' }, 1);
    assert.deepEqual(spread, { min: 10, lowerQuartile: 10, median: 20, upperQuartile: 30, max: 40 });
    const born = await store.propertyProfile({ name: 'born', type: 'date' }, 1);
    assert.deepEqual([born.spread?.min, born.spread?.max], ['1990-05-17', '1990-05-17']);
  });

  it('tell no value when none is asked for, and nothing of what is not there', async () => {
    assert.deepEqual(await store.propertyProfile({ event: 'Charged', name: 'amount', type: 'number' }, 0), {
      of: 5,
      present: 4,
      distinct: 0,
      values: [],
    });
    const nothing = { of: 0, present: 0, distinct: 0, values: [] };
    assert.deepEqual(await store.propertyProfile({ event: 'Nowhere', name: 'item', type: 'string' }, 9), nothing);
    assert.deepEqual(await store.propertyProfile({ name: 'ghost', type: 'string' }, 9), { ...nothing, of: 5 });
  });

  it('count each rule alone, and who is left after it in the order of its list', async () => {
    const plan = { asOf: 10 * DAY, zone: UTC, root: { node: 'all', of: [] } } as const;
    const counts = (rules: readonly RulePlan[]) => store.ruleCounts({ plan, lists: {}, rules });
    // Pune: ann, bob. Delhi: cem. Charged: ann, bob, zoe.
    const [pune, delhi, bought] = [rule(city('Pune')), rule(city('Delhi')), rule(charged)];
    const leaf = (alone: number, remaining: number) => ({ alone, remaining, of: [] });
    assert.deepEqual(await counts([bought, pune]), [leaf(3, 3), leaf(2, 2)]);
    assert.deepEqual(await counts([any(pune, delhi), bought]), [
      { alone: 3, remaining: 3, of: [leaf(2, 2), leaf(1, 3)] },
      leaf(3, 2),
    ]);
    // A group after a rule counts among those whom the rule left.
    assert.deepEqual(await counts([bought, any(delhi, pune)]), [
      leaf(3, 3),
      { alone: 3, remaining: 2, of: [leaf(1, 0), leaf(2, 2)] },
    ]);
    assert.deepEqual(await counts([none(pune, all(bought, pune)), bought]), [
      { alone: 3, remaining: 3, of: [leaf(2, 3), { alone: 2, remaining: 3, of: [leaf(3, 3), leaf(2, 2)] }] },
      leaf(3, 1),
    ]);
  });
});
