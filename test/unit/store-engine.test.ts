import assert from 'node:assert/strict';
import { truncate, writeFile } from 'node:fs/promises';
import type { Leaf, Plan, SegmentPlan } from '../../server/src/language/plan.ts';
import { type EngineId, engines } from '../../server/src/store/engines/registry.ts';
import {
  CancelledError,
  type InsightsQuery,
  openStoreFile,
  type SegmentStore,
  StoreError,
} from '../../server/src/store/index.ts';
import { storeFile, UTC, withStoreFile } from '../support/sessions.ts';
import { geo, type RawStore, version } from '../support/store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AS_OF = 100 * DAY;

const ids = [...Array(500).keys()].map((n) => `u${String(n).padStart(3, '0')}`);
const raw: RawStore = {
  timezone: 'Asia/Kolkata',
  users: {
    properties: {
      os: 'string',
      city: 'string:plain',
      vip: 'boolean',
      born: 'date',
      seen: 'datetime',
      app: 'version',
      tags: 'list<string>',
      home: 'geo',
      __proto__x: 'number',
    },
    rows: Object.fromEntries([
      ...ids.map((id, n) => [id, { os: n % 3 === 0 ? 'iOS' : 'Android', vip: n % 2, city: `City ${n % 7}` }] as const),
      [
        'whole',
        {
          os: 'Web',
          city: 'Pune',
          vip: 1,
          born: Date.UTC(1990, 4, 16, 18, 30),
          seen: 5 * DAY + 1,
          app: version('10.2', 'b10.a2.'),
          tags: '["a","b"]',
          home: geo(18.5, 73.8),
          __proto__x: 2.5,
        },
      ],
    ]),
  },
  events: {
    Open: {
      rows: [
        ...ids.flatMap((id, n) => (n % 2 === 0 ? [[id, n * HOUR] as const] : [])),
        ['late', AS_OF + 1],
        ['new', 99 * DAY],
      ],
    },
    Charged: {
      properties: { amount: 'number', item: 'string' },
      rows: ids.flatMap((id, n) => (n % 5 === 0 ? [[id, n * HOUR, { amount: n, item: `i${n % 4}` }] as const] : [])),
    },
    Often: { properties: { x: 'number' }, rows: [...Array(30_000).keys()].map((n) => ['whole', n * 1000] as const) },
    Never: { properties: { a: 'number' }, rows: [['u000', 1, { a: 1 }]] },
  },
};

const is = (name: string, value: string): Leaf => ({
  node: 'users',
  test: { op: 'in', column: { name, type: 'string' }, values: [value] },
});
const VIP: Leaf = {
  node: 'users',
  test: { op: 'in', column: { name: 'vip', type: 'boolean' }, values: [true] },
};
const did = (event: string): Leaf => ({
  node: 'events',
  source: { events: [event], span: { until: { at: AS_OF, included: true } } },
  measures: [],
});
const IOS = is('os', 'iOS');
const not = (of: Plan): Plan => ({ node: 'not', of });
const plan = (root: Plan, asOf = AS_OF): SegmentPlan => ({ asOf, zone: UTC, root });
const query = (root: Plan, more: Partial<InsightsQuery> = {}): InsightsQuery => ({
  plan: plan(root),
  lists: {},
  channels: [],
  sample: { size: 0, columns: [] },
  ...more,
});
/** Takes minutes: each of one user's events looks at all later ones. */
const endless: Leaf = {
  node: 'sequence',
  steps: [
    { did: true, events: ['Often'] },
    {
      did: true,
      events: ['Often'],
      where: { op: 'not', of: { op: 'missing', column: { name: 'x', type: 'number' } } },
    },
  ],
  span: { until: { at: AS_OF, included: true } },
  asOf: AS_OF,
};

async function allMembers(store: SegmentStore, root: Plan, columns: readonly string[] = []): Promise<string[]> {
  const found: string[] = [];
  for await (const batch of store.members({ plan: plan(root), lists: {}, columns }))
    found.push(...batch.map(({ id }) => id));
  return found;
}

for (const engine of Object.keys(engines) as EngineId[]) {
  describe(`store: engine ${engine}`, function () {
    this.timeout(60_000);

    let store: SegmentStore;
    let remove: () => Promise<void>;
    before(async () => {
      const file = await storeFile(raw);
      remove = file.remove;
      store = await openStoreFile(file.path, { engine });
    });
    after(async () => {
      await store?.close();
      await remove();
    });

    it('says what it holds', () => {
      assert.equal(store.info.users, 503);
      assert.equal(store.info.events, 250 + 2 + 100 + 30_000 + 1);
      assert.equal(store.info.firstEvent, 0);
      assert.equal(store.info.latestEvent, AS_OF + 1);
      assert.deepEqual(store.info.report.warnings, []);
    });

    it('gives numbers that agree with each other', async () => {
      const root: Plan = { node: 'all', of: [IOS, not(did('Charged'))] };
      const numbers = await store.insights(
        query(root, {
          rules: [IOS, not(did('Charged'))],
          channels: [
            {
              id: 'push',
              label: 'Push',
              rules: [
                { plan: VIP, because: 'not vip' },
                { plan: did('Open'), because: 'never open' },
              ],
            },
            { id: 'mail', label: 'Mail', rules: [{ plan: is('city', 'City 1'), because: 'elsewhere' }] },
            { id: 'all', label: 'All', rules: [] },
          ],
          sample: { size: 5, columns: ['os', 'nope'] },
        }),
      );
      const members = await allMembers(store, root);
      const expected = ids.filter((_, n) => n % 3 === 0 && n % 5 !== 0);
      assert.deepEqual(members, expected);
      assert.equal(numbers.total, expected.length);
      assert.equal(numbers.of, 502);
      assert.equal(numbers.storeVersion, 'v1');
      const vip = expected.filter((id) => Number(id.slice(1)) % 2 === 1).length;
      assert.deepEqual(numbers.reachable[0], {
        channel: 'push',
        label: 'Push',
        users: 0,
        notBecause: { 'not vip': expected.length - vip, 'never open': vip },
      });
      for (const reach of numbers.reachable) {
        const lost = Object.values(reach.notBecause).reduce((sum, users) => sum + users, 0);
        assert.equal(reach.users + lost, numbers.total);
      }
      assert.equal(numbers.reachableAny, numbers.total);
      assert.deepEqual(
        numbers.rules.map(({ remaining }) => remaining),
        [167, expected.length],
      );
      assert.equal(numbers.rules[1]?.alone, 502 - 100);
      assert.equal(numbers.sample.length, 5);
      for (const { id, properties } of numbers.sample) {
        assert.ok(expected.includes(id));
        assert.deepEqual(properties, { os: 'iOS', nope: null });
      }
    });

    it('shows the same sample until the members change, and keeps users in it', async () => {
      const sample = async (root: Plan, size: number): Promise<readonly string[]> =>
        (await store.insights(query(root, { sample: { size, columns: [] } }))).sample.map(({ id }) => id);
      const ten = await sample(IOS, 10);
      assert.deepEqual(await sample(IOS, 10), ten);
      assert.deepEqual(await sample(IOS, 3), ten.slice(0, 3));
      assert.notDeepEqual(ten, [...ten].sort());
      const fewer = await sample({ node: 'all', of: [IOS, VIP] }, 10);
      assert.ok(ten.filter((id) => Number(id.slice(1)) % 2 === 1).every((id) => fewer.includes(id)));
      assert.equal((await sample(IOS, 100_000)).length, 167);
    });

    it('asks the database only for the leaves that changed', async () => {
      const root = (city: string): Plan => ({
        node: 'any',
        of: [is('os', 'Web'), { node: 'all', of: [is('city', city), did('Never')] }],
      });
      assert.equal((await store.insights(query(root('A')))).leavesRun, 3);
      assert.equal((await store.insights(query(root('A')))).leavesRun, 0);
      assert.equal((await store.insights(query(root('B')))).leavesRun, 1);
      const regrouped: Plan = { node: 'all', of: [not(did('Never')), is('city', 'B')] };
      assert.equal((await store.insights(query(regrouped))).leavesRun, 0);
    });

    it('knows leaves again when time goes on without events', async () => {
      const at = (asOf: number): InsightsQuery => ({
        ...query(VIP),
        plan: plan(
          { node: 'events', source: { events: ['Open'], span: { until: { at: asOf, included: true } } }, measures: [] },
          asOf,
        ),
      });
      const first = await store.insights(at(AS_OF + DAY));
      assert.deepEqual([first.leavesRun, first.total], [1, 252]);
      const second = await store.insights(at(AS_OF + 2 * DAY));
      assert.deepEqual([second.leavesRun, second.total], [0, 252]);
      const earlier = await store.insights(at(98 * DAY));
      assert.deepEqual([earlier.leavesRun, earlier.total], [1, 250]);
    });

    it('reads values as people see them', async () => {
      const columns = ['os', 'city', 'vip', 'born', 'seen', 'app', 'tags', 'home', '__proto__x', '__proto__'];
      const row = await store.user('whole', columns);
      const { properties } = row ?? { properties: {} };
      assert.deepEqual(Object.entries(properties), [
        ['os', 'Web'],
        ['city', 'Pune'],
        ['vip', true],
        ['born', '1990-05-17'],
        ['seen', '1970-01-06T00:00:00.001Z'],
        ['app', '10.2'],
        ['tags', ['a', 'b']],
        ['home', { lat: 18.5, lon: 73.8 }],
        ['__proto__x', 2.5],
        ['__proto__', null],
      ]);
      assert.deepEqual((await store.user('new', columns))?.properties['born'], null);
      assert.equal(await store.user('nobody', []), undefined);
    });

    it('says whether one user is in sets, and nothing of a user who does not exist yet', async () => {
      const ask = (user: string) => store.membership({ plan: plan(IOS), lists: {}, sets: [IOS, not(IOS), VIP], user });
      assert.deepEqual(await ask('u003'), [true, false, true]);
      assert.deepEqual(await ask('new'), [false, true, false]);
      assert.equal(await ask('late'), undefined);
      assert.equal(await ask('nobody'), undefined);
    });

    it('shows the newest events of a user', async () => {
      const source = { events: ['Open', 'Charged', 'Nowhere'], span: { until: { at: AS_OF, included: true } } };
      const both = await store.userEvents({ plan: plan(IOS), user: 'u010', source, limit: 5 });
      assert.equal(both.total, 2);
      assert.deepEqual(both.events, [
        { event: 'Charged', at: 10 * HOUR, properties: { amount: 10, item: 'i2' } },
        { event: 'Open', at: 10 * HOUR, properties: {} },
      ]);
      const often = { ...source, events: ['Often'] };
      const newest = await store.userEvents({ plan: plan(IOS), user: 'whole', source: often, limit: 2 });
      assert.deepEqual([newest.total, newest.events.map(({ at }) => at)], [30_000, [29_999_000, 29_998_000]]);
      assert.deepEqual(await store.userEvents({ plan: plan(IOS), user: 'x', source, limit: 2 }), {
        total: 0,
        events: [],
      });
    });

    it('gives all members in batches, in order', async () => {
      const everybody = await allMembers(store, { node: 'all', of: [] }, ['os']);
      assert.deepEqual(everybody, ['new', ...ids, 'whole']);
    });

    it('rejects what was cancelled before it began', async () => {
      const signal = AbortSignal.abort();
      await assert.rejects(store.insights(query(VIP), { signal }), CancelledError);
      await assert.rejects(store.user('whole', [], { signal }), CancelledError);
      assert.equal((await store.insights(query(VIP))).total, 251);
    });

    it('shows the statement of a segment', () => {
      const { sql, params } = store.sql({ plan: plan({ node: 'all', of: [IOS, did('Open')] }), lists: {} });
      assert.match(sql, /^-- users: c0 "os"\n-- e_0 "Open"\nSELECT u\.id\n/);
      assert.deepEqual(params, [AS_OF, 'iOS', AS_OF]);
    });
  });
}

describe('store: a thread that is cancelled', function () {
  this.timeout(60_000);

  it('stops what nobody waits for, answers what waits, and keeps what it knew', async () => {
    await withStoreFile(raw, async (path) => {
      const store = await openStoreFile(path);
      try {
        assert.equal((await store.insights(query(IOS))).leavesRun, 1);
        const slow = store.insights(query({ node: 'all', of: [VIP, endless] }), { signal: AbortSignal.timeout(300) });
        const waiting = new AbortController();
        const dropped = store.insights(query(VIP), { signal: waiting.signal });
        const next = store.insights(query({ node: 'all', of: [IOS, VIP] }));
        waiting.abort();
        await assert.rejects(dropped, CancelledError);
        await assert.rejects(slow, CancelledError);
        const answer = await next;
        assert.equal(answer.total, 83);
        // Both leaves were found by the thread that was stopped.
        assert.equal(answer.leavesRun, 0);
      } finally {
        await store.close();
      }
    });
  });

  it('rejects everything when it is closed', async () => {
    await withStoreFile(raw, async (path) => {
      const store = await openStoreFile(path);
      const running = assert.rejects(store.insights(query(endless)), StoreError);
      const waiting = assert.rejects(store.insights(query(VIP)), StoreError);
      await store.close();
      await Promise.all([running, waiting]);
      await assert.rejects(store.insights(query(VIP)), StoreError);
    });
  });
});

describe('store: files that are no stores', function () {
  this.timeout(60_000);

  const opening = async (path: string, reason: RegExp): Promise<void> => {
    for (const engine of Object.keys(engines) as EngineId[]) {
      await assert.rejects(
        openStoreFile(path, { engine }),
        (error) => error instanceof StoreError && reason.test(error.message),
      );
    }
  };

  it('says what to do with each', async () => {
    await withStoreFile(raw, async (path) => {
      await opening(`${path}-none`, /can't be opened/);
      await truncate(path, 2 ** 31);
      await opening(path, /2\.0 GiB; the embedded engine works up to 2 GiB\. Import fewer events/);
      await truncate(path, 5000);
      await opening(path, /damaged.*segments import/);
      await writeFile(path, 'no database at all');
      await opening(path, /damaged.*segments import/);
      await writeFile(path, '');
      await opening(path, /damaged.*segments import/);
    });
  });
});
