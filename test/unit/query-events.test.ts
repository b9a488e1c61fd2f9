import assert from 'node:assert/strict';
import type { EventSource, EventsLeaf, PlanMeasure, Predicate, Zone } from '../../server/src/language/plan.ts';
import { compileLeaf } from '../../server/src/query/index.ts';
import { sessionOver, type TestSession, UTC } from '../support/sessions.ts';
import { physicalOf, type RawStore } from '../support/store.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** A Thursday, 2026-01-01. */
const T0 = Date.UTC(2026, 0, 1);
const day = (n: number, hours = 0): number => T0 + n * DAY + hours * HOUR;
const AS_OF = day(30);

const raw: RawStore = {
  events: {
    Charged: {
      properties: { amount: 'number', item: 'string' },
      rows: [
        ['ann', day(1), { amount: 10.1, item: 'shoes' }],
        ['ann', day(1, 5), { amount: 20.2, item: 'bag' }],
        ['ann', day(10), { item: 'shoes' }],
        ['bob', day(2), { amount: 5, item: 'hat' }],
        ['bob', day(25), { amount: 95, item: 'shoes' }],
        ['cid', day(40), { amount: 1000 }],
        // At one instant the order of the data decides.
        ['dan', day(3), { amount: 1, item: 'hat' }],
        ['dan', day(3), { amount: 2, item: 'bag' }],
      ],
    },
    Refunded: {
      properties: { amount: 'number', item: 'string:plain' },
      rows: [
        ['bob', day(26), { amount: 95, item: 'shoes' }],
        ['eve', day(4, 23), { amount: 3, item: 'sock' }],
      ],
    },
  },
};

const SHOES: Predicate = { op: 'in', column: { name: 'item', type: 'string' }, values: ['shoes'] };
const AMOUNT = { name: 'amount', type: 'number' } as const;
const ITEM = { name: 'item', type: 'string' } as const;

function leaf(
  measures: readonly PlanMeasure[] = [],
  source: Partial<EventSource> = {},
  occurrence?: EventsLeaf['occurrence'],
): EventsLeaf {
  return {
    node: 'events',
    source: { events: ['Charged'], span: { until: { at: AS_OF, included: true } }, ...source },
    ...(occurrence ? { occurrence } : {}),
    measures,
  };
}
const BOTH = { events: ['Charged', 'Refunded', 'Charged', 'Nowhere'] };
const since = (n: number) => ({
  span: { after: { at: day(n), included: false }, until: { at: AS_OF, included: true } },
});

interface Case {
  readonly leaf: EventsLeaf;
  readonly sql?: string;
  readonly params?: readonly (string | number)[];
  readonly users: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'at least one event by the instant': {
    leaf: leaf(),
    sql: 'SELECT e.user\nFROM e_0 AS e\nWHERE e.ts <= ?\nGROUP BY e.user',
    params: [AS_OF],
    users: ['ann', 'bob', 'dan'],
  },
  'a filter and a window': {
    leaf: leaf([], { where: SHOES, ...since(5) }),
    sql: `SELECT e.user
FROM e_0 AS e
WHERE e.p1 = (SELECT d.code FROM dict AS d WHERE d.value = ?)
  AND e.ts > ?
  AND e.ts <= ?
GROUP BY e.user`,
    params: ['shoes', day(5), AS_OF],
    users: ['ann', 'bob'],
  },
  'several events, each in its own encoding': {
    leaf: leaf([], { ...BOTH, where: { op: 'in', column: ITEM, values: ['sock', 'hat'] } }),
    sql: `SELECT e.user
FROM e_0 AS e
WHERE e.p1 IN (SELECT d.code FROM dict AS d WHERE d.value IN (?, ?))
  AND e.ts <= ?
GROUP BY e.user
UNION ALL
SELECT e.user
FROM e_1 AS e
WHERE e.p1 IN (?, ?)
  AND e.ts <= ?
GROUP BY e.user`,
    params: ['sock', 'hat', AS_OF, 'sock', 'hat', AS_OF],
    users: ['bob', 'dan', 'eve'],
  },
  'an event without data': {
    leaf: leaf([], { events: ['Nowhere'] }),
    sql: 'SELECT u.idx AS user\nFROM users AS u\nWHERE 1 = 0',
    params: [],
    users: [],
  },
  'how many': {
    leaf: leaf([
      {
        kind: 'count',
        bounds: [
          { cmp: 'gte', value: 2 },
          { cmp: 'not_in', values: [3] },
        ],
      },
    ]),
    sql: 'SELECT e.user\nFROM e_0 AS e\nWHERE e.ts <= ?\nGROUP BY e.user\nHAVING COUNT(*) >= ? AND NOT (COUNT(*) IN (?))',
    params: [AS_OF, 2, 3],
    users: ['bob', 'dan'],
  },
  'how many of several events': {
    leaf: leaf([{ kind: 'count', bounds: [{ cmp: 'in', values: [3] }] }], BOTH),
    sql: `SELECT e.user
FROM (
  SELECT e.user, COUNT(*) AS n
  FROM e_0 AS e
  WHERE e.ts <= ?
  GROUP BY e.user
  UNION ALL
  SELECT e.user, COUNT(*) AS n
  FROM e_1 AS e
  WHERE e.ts <= ?
  GROUP BY e.user
) AS e
GROUP BY e.user
HAVING SUM(e.n) IN (?)`,
    params: [AS_OF, AS_OF, 3],
    users: ['ann', 'bob'],
  },
  'sums are rounded to 6 decimals': {
    leaf: leaf([{ kind: 'sum', column: AMOUNT, bounds: [{ cmp: 'in', values: [30.3] }] }]),
    sql: 'SELECT e.user\nFROM e_0 AS e\nWHERE e.ts <= ?\nGROUP BY e.user\nHAVING ROUND(SUM(e.p0), 6) IN (?)',
    params: [AS_OF, 30.3],
    users: ['ann'],
  },
  'an average leaves out events without the property': {
    leaf: leaf([{ kind: 'avg', column: AMOUNT, bounds: [{ cmp: 'gte', value: 15.15 }] }]),
    users: ['ann', 'bob'],
  },
  'an average over several events weighs each event': {
    leaf: leaf([{ kind: 'avg', column: AMOUNT, bounds: [{ cmp: 'in', values: [65] }] }], BOTH),
    users: ['bob'],
  },
  'minimum and maximum': {
    leaf: leaf([
      { kind: 'min', column: AMOUNT, bounds: [{ cmp: 'lte', value: 5 }] },
      { kind: 'max', column: AMOUNT, bounds: [{ cmp: 'gt', value: 2 }] },
    ]),
    users: ['bob'],
  },
  'no value at all satisfies no bound': {
    leaf: leaf([{ kind: 'sum', column: AMOUNT, bounds: [{ cmp: 'not_in', values: [1] }] }], since(5)),
    users: ['bob'],
  },
  'distinct values': {
    leaf: leaf([{ kind: 'distinct', column: ITEM, bounds: [{ cmp: 'gte', value: 2 }] }]),
    sql: 'SELECT e.user\nFROM e_0 AS e\nWHERE e.ts <= ?\nGROUP BY e.user\nHAVING COUNT(DISTINCT e.p1) >= ?',
    users: ['ann', 'bob', 'dan'],
  },
  'distinct values over several encodings': {
    leaf: leaf([{ kind: 'distinct', column: ITEM, bounds: [{ cmp: 'in', values: [2] }] }], BOTH),
    users: ['ann', 'bob', 'dan'],
  },
  'distinct over an undeclared property is 0': {
    leaf: leaf([{ kind: 'distinct', column: { name: 'nope', type: 'string' }, bounds: [{ cmp: 'lt', value: 1 }] }]),
    users: ['ann', 'bob', 'dan'],
  },
  days: {
    leaf: leaf([{ kind: 'days', bounds: [{ cmp: 'in', values: [2] }] }]),
    sql: 'SELECT e.user\nFROM e_0 AS e\nWHERE e.ts <= ?\nGROUP BY e.user\nHAVING COUNT(DISTINCT (e.ts) / 86400000) IN (?)',
    users: ['ann', 'bob'],
  },
  'share of all events in the window': {
    leaf: leaf([{ kind: 'share', bounds: [{ cmp: 'gte', value: 0.5 }] }], { where: SHOES }),
    sql: `SELECT e.user
FROM (
  SELECT e.user, e.ts, e.seq, CASE WHEN e.p1 = (SELECT d.code FROM dict AS d WHERE d.value = ?) THEN 1 ELSE 0 END AS qualifies
  FROM e_0 AS e
  WHERE e.ts <= ?
) AS e
GROUP BY e.user
HAVING SUM(e.qualifies) >= 1
  AND CAST(SUM(e.qualifies) AS REAL) / COUNT(*) >= ?`,
    params: ['shoes', AS_OF, 0.5],
    users: ['ann', 'bob'],
  },
  'share with another measure, which looks at qualifying events only': {
    leaf: leaf(
      [
        { kind: 'share', bounds: [{ cmp: 'lte', value: 1 }] },
        { kind: 'sum', column: AMOUNT, bounds: [{ cmp: 'in', values: [10.1] }] },
        { kind: 'count', bounds: [{ cmp: 'in', values: [2] }] },
      ],
      { where: SHOES },
    ),
    users: ['ann'],
  },
  regularly: {
    leaf: leaf([
      { kind: 'regularly', edges: [30, 23, 16, 9, 0].map((n) => day(n)), bounds: [{ cmp: 'in', values: [2] }] },
    ]),
    sql: `SELECT e.user
FROM e_0 AS e
WHERE e.ts <= ?
GROUP BY e.user
HAVING COUNT(DISTINCT CASE WHEN e.ts > ? THEN 0 WHEN e.ts > ? THEN 1 WHEN e.ts > ? THEN 2 WHEN e.ts > ? THEN 3 END) IN (?)`,
    params: [AS_OF, day(23), day(16), day(9), day(0), 2],
    users: ['ann', 'bob'],
  },
  'regularly, when some stretch must hold an event, leaves older events aside': {
    leaf: leaf([{ kind: 'regularly', edges: [day(30), day(9), day(5)], bounds: [{ cmp: 'gte', value: 1 }] }]),
    sql: `SELECT e.user
FROM e_0 AS e
WHERE e.ts > ?
  AND e.ts <= ?
GROUP BY e.user
HAVING COUNT(DISTINCT CASE WHEN e.ts > ? THEN 0 WHEN e.ts > ? THEN 1 END) >= ?`,
    params: [day(5), AS_OF, day(9), day(5), 1],
    users: ['ann', 'bob'],
  },
  'regularly with no stretch at all': {
    leaf: leaf([{ kind: 'regularly', edges: [day(30), day(28), day(27)], bounds: [{ cmp: 'lte', value: 0 }] }]),
    users: ['ann', 'bob', 'dan'],
  },
  'local hours that wrap midnight': {
    leaf: leaf([], { events: ['Refunded'], at: { hours: [22, 6] } }),
    sql: `SELECT e.user
FROM e_1 AS e
WHERE e.ts <= ?
  AND ((e.ts) / 3600000 % 24 >= ? OR (e.ts) / 3600000 % 24 < ?)
GROUP BY e.user`,
    params: [AS_OF, 22, 6],
    users: ['bob', 'eve'],
  },
  'weekdays and days of the month': {
    leaf: leaf([], { at: { weekdays: [4, 5], monthdays: [2, 4] } }),
    users: ['ann'],
  },
  'the first event lies in the window': {
    leaf: leaf([], since(1), { which: 'first' }),
    sql: `SELECT e.user
FROM (
  SELECT e.user, MIN(e.ts) AS ts
  FROM e_0 AS e
  WHERE e.ts <= ?
  GROUP BY e.user
) AS e
WHERE e.ts > ?
  AND e.ts <= ?`,
    params: [AS_OF, day(1), AS_OF],
    users: ['bob', 'dan'],
  },
  'the last event is the last that exists': {
    leaf: leaf([], { ...BOTH, ...since(25) }, { which: 'last' }),
    users: ['bob'],
  },
  'the last event passes, ties by the order of the data': {
    leaf: leaf([], {}, { which: 'last', having: { op: 'in', column: ITEM, values: ['bag'] } }),
    sql: `SELECT e.user
FROM e_0 AS e
WHERE e.ts <= ?
  AND e.p1 = (SELECT d.code FROM dict AS d WHERE d.value = ?)
  AND NOT EXISTS (
    SELECT 1
    FROM e_0 AS n
    WHERE n.user = e.user
      AND (n.ts, n.seq) > (e.ts, e.seq)
      AND n.ts <= ?
  )
GROUP BY e.user`,
    params: [AS_OF, 'bag', AS_OF],
    users: ['dan'],
  },
  'the first event passes, and a measure of it': {
    leaf: leaf([{ kind: 'sum', column: AMOUNT, bounds: [{ cmp: 'lte', value: 1 }] }], {}, { which: 'first' }),
    users: ['dan'],
  },
  'the last of several events, window, filter and local time asked of it': {
    leaf: leaf(
      [{ kind: 'max', column: AMOUNT, bounds: [{ cmp: 'gte', value: 95 }] }],
      { ...BOTH, ...since(25), where: SHOES, at: { hours: [0, 1] } },
      { which: 'last', having: { op: 'compare', column: AMOUNT, cmp: 'gt', value: 1 } },
    ),
    users: ['bob'],
  },
  'the first of several events': {
    leaf: leaf([], BOTH, { which: 'first', having: { op: 'in', column: ITEM, values: ['hat', 'sock'] } }),
    users: ['bob', 'dan', 'eve'],
  },
};

describe('query: events', () => {
  let store: TestSession;
  before(async () => {
    store = await sessionOver(raw, AS_OF);
  });

  for (const [title, { leaf: plan, sql, params, users }] of Object.entries(cases)) {
    it(title, () => {
      const compiled = compileLeaf(plan, { physical: physicalOf(raw), zone: UTC, asOf: AS_OF });
      if (sql !== undefined) assert.equal(compiled.sql, sql);
      if (params !== undefined) assert.deepEqual(compiled.params, params);
      assert.deepEqual(store.members(plan), users);
    });
  }

  it('knows no users before their first event', () => {
    assert.deepEqual(store.members({ node: 'not', of: leaf() }), ['eve']);
    assert.deepEqual(store.members({ node: 'not', of: leaf() }, { asOf: day(41) }), ['cid', 'eve']);
    assert.deepEqual(store.members({ node: 'all', of: [] }, { asOf: day(1) }), ['ann']);
  });

  it('counts local days and hours across a change of the clock', async () => {
    // New York, 2026-03-08: 07:00 UTC is when 2:00 becomes 3:00.
    const change = Date.UTC(2026, 2, 8, 7);
    const zone: Zone = {
      name: 'America/New_York',
      initial: -5 * HOUR,
      transitions: [{ at: change, offset: -4 * HOUR }],
    };
    const at = (hours: number): number => change + hours * HOUR;
    const { members } = await sessionOver(
      {
        events: {
          E: {
            rows: [
              ['a', at(-3)],
              ['a', at(-2)],
              ['b', at(-1)],
              ['b', at(16)],
              ['c', at(-1)],
              ['c', at(20)],
              ['d', at(21)],
            ],
          },
        },
      },
      at(48),
      zone,
    );
    const source: EventSource = { events: ['E'], span: { until: { at: at(48), included: true } } };
    const days = (n: number): EventsLeaf => ({
      node: 'events',
      source,
      measures: [{ kind: 'days', bounds: [{ cmp: 'in', values: [n] }] }],
    });
    assert.deepEqual(members(days(1)), ['b', 'c', 'd']);
    assert.deepEqual(members(days(2)), ['a']);
    const evening: EventsLeaf = { node: 'events', source: { ...source, at: { hours: [23, 24] } }, measures: [] };
    assert.deepEqual(members(evening), ['a', 'c']);
  });

  it('reads days and hours of events before 1970', async () => {
    const { members } = await sessionOver(
      {
        events: {
          E: {
            rows: [
              ['a', -1],
              ['a', 1],
              ['b', -HOUR],
              ['b', -1],
            ],
          },
        },
      },
      10,
    );
    const source: EventSource = { events: ['E'], span: { until: { at: 10, included: true } } };
    const two: EventsLeaf = {
      node: 'events',
      source,
      measures: [{ kind: 'days', bounds: [{ cmp: 'gte', value: 2 }] }],
    };
    assert.deepEqual(members(two), ['a']);
    // 1969-12-31 was a Wednesday.
    const late: EventSource = { ...source, at: { hours: [23, 24], weekdays: [3], monthdays: [31] } };
    assert.deepEqual(members({ node: 'events', source: late, measures: [] }), ['a', 'b']);
  });

  it('puts together more events than one compound statement takes', async () => {
    const names = [...Array(1200).keys()].map((n) => `Event ${n}`);
    const rows = (n: number) => [[`u${n % 3}`, n, { amount: (n % 40) + 0.5 }]] as const;
    const { members } = await sessionOver(
      {
        events: Object.fromEntries(names.map((name, n) => [name, { properties: { amount: 'number' }, rows: rows(n) }])),
      },
      2000,
    );
    const source: EventSource = { events: names, span: { until: { at: 1198, included: true } } };
    const measured = (...measures: readonly PlanMeasure[]): EventsLeaf => ({ node: 'events', source, measures });
    assert.deepEqual(members(measured()), ['u0', 'u1', 'u2']);
    const values = [...Array(40).keys()];
    const filtered: EventsLeaf = {
      ...measured(),
      source: { ...source, where: { op: 'in', column: AMOUNT, values: values.map((n) => n + 0.5) } },
    };
    assert.deepEqual(members(filtered), ['u0', 'u1', 'u2']);
    assert.deepEqual(members(measured({ kind: 'count', bounds: [{ cmp: 'gte', value: 400 }] })), ['u0', 'u1']);
    assert.deepEqual(members(measured({ kind: 'days', bounds: [{ cmp: 'in', values: [1] }] })), ['u0', 'u1', 'u2']);
    assert.deepEqual(
      members({
        ...measured(),
        occurrence: { which: 'last' },
        source: { ...source, span: { ...source.span, after: { at: 1197, included: true } } },
      }),
      ['u0', 'u1'],
    );
  });

  it('seeks the events of each user in tables with many rows a user', async () => {
    const rows = [...Array(60).keys()].map((n) => [n % 2 === 0 ? 'a' : 'b', n * HOUR] as const);
    const many: RawStore = { events: { E: { rows } } };
    const { members } = await sessionOver(many, 100 * HOUR);
    const within: EventsLeaf = leaf([], {
      events: ['E'],
      span: { after: { at: 59 * HOUR, included: true }, until: { at: 100 * HOUR, included: true } },
    });
    const context = { physical: physicalOf(many), zone: UTC, asOf: 100 * HOUR };
    assert.match(compileLeaf(within, context).sql, /^SELECT u\.idx AS user\nFROM users AS u\nWHERE EXISTS/);
    assert.deepEqual(members(within), ['b']);
    const last: EventsLeaf = { ...within, occurrence: { which: 'last' } };
    assert.match(compileLeaf(last, context).sql, /SELECT MAX\(e\.ts\)/);
    assert.deepEqual(members(last), ['b']);
  });
});
