import assert from 'node:assert/strict';
import type { PlanStep, SequenceLeaf, Zone } from '../../server/src/language/plan.ts';
import { compileLeaf } from '../../server/src/query/index.ts';
import { sessionOver, type TestSession, UTC } from '../support/sessions.ts';
import { physicalOf, type RawStore } from '../support/store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const T0 = Date.UTC(2026, 0, 1);
const at = (hours: number): number => T0 + hours * HOUR;
const AS_OF = at(1000);

const PRODUCT = { name: 'product', type: 'string' } as const;
const raw: RawStore = {
  events: {
    View: {
      properties: { product: 'string' },
      rows: [
        ['ann', at(0), { product: 'x' }],
        ['bob', at(0), { product: 'x' }],
        ['cid', at(0), {}],
        ['dan', at(999), { product: 'x' }],
        ['eve', at(0), { product: 'x' }],
        ['eve', at(500), { product: 'x' }],
      ],
    },
    Cart: {
      properties: { product: 'string:plain' },
      rows: [
        ['ann', at(1), { product: 'x' }],
        ['bob', at(1), { product: 'y' }],
        ['cid', at(0), {}],
        ['eve', at(30), { product: 'x' }],
        ['eve', at(501), { product: 'x' }],
      ],
    },
    Buy: {
      properties: { product: 'string' },
      rows: [
        ['ann', at(2), { product: 'x' }],
        ['bob', at(26), { product: 'y' }],
        ['eve', at(502), { product: 'z' }],
      ],
    },
  },
};

const did = (event: string | readonly string[], more: Partial<PlanStep> = {}): PlanStep => ({
  did: true,
  events: typeof event === 'string' ? [event] : event,
  ...more,
});
const didNot = (event: string | readonly string[], more: Partial<PlanStep> = {}): PlanStep => ({
  ...did(event, more),
  did: false,
});
const sequence = (...steps: readonly PlanStep[]): SequenceLeaf => ({
  node: 'sequence',
  steps,
  span: { until: { at: AS_OF, included: true } },
  asOf: AS_OF,
});
const hours = (amount: number) => ({ within: { amount, unit: 'h' } as const });

const cases: Readonly<
  Record<string, { readonly leaf: SequenceLeaf; readonly sql?: string; readonly users: readonly string[] }>
> = {
  'a step after another, strictly later': {
    leaf: sequence(did('View'), did('Cart', hours(24))),
    sql: `SELECT s1.user
FROM e_0 AS s1
WHERE s1.ts <= ?
  AND EXISTS (
    SELECT 1
    FROM e_1 AS s2
    WHERE s2.user = s1.user
      AND s2.ts > s1.ts
      AND s2.ts <= s1.ts + 86400000
      AND s2.ts <= ?
  )
GROUP BY s1.user`,
    users: ['ann', 'bob', 'eve'],
  },
  'the end of within is included': {
    leaf: sequence(did('View'), did('Buy', hours(26))),
    users: ['ann', 'bob', 'eve'],
  },
  'an hour less': { leaf: sequence(did('View'), did('Buy', hours(25))), users: ['ann', 'eve'] },
  'a step that must not follow': {
    leaf: sequence(did('View'), didNot('Cart', hours(24))),
    sql: `SELECT s1.user
FROM e_0 AS s1
WHERE s1.ts <= ?
  AND s1.ts + 86400000 <= ?
  AND NOT EXISTS (
    SELECT 1
    FROM e_1 AS n
    WHERE n.user = s1.user
      AND n.ts > s1.ts
      AND n.ts <= s1.ts + 86400000
  )
GROUP BY s1.user`,
    users: ['cid', 'eve'],
  },
  'without within it reaches to the instant': { leaf: sequence(did('View'), didNot('Cart')), users: ['cid', 'dan'] },
  'a time that ends at the instant is over': {
    leaf: sequence(did('View'), didNot('Cart', hours(1))),
    users: ['cid', 'dan', 'eve'],
  },
  'the same value': {
    leaf: sequence(did('View'), did('Cart', { ...hours(24), same: PRODUCT })),
    users: ['ann', 'eve'],
  },
  'a missing value is never the same': {
    leaf: sequence(did('View'), didNot('Cart', { same: PRODUCT, ...hours(48) })),
    users: ['bob', 'cid'],
  },
  'did_not looks at the nearest did above it': {
    leaf: sequence(did('View'), did('Cart', hours(40)), didNot('Buy', { ...hours(24), same: PRODUCT })),
    users: ['bob', 'eve'],
  },
  'three stages become named sets': {
    leaf: sequence(
      did('View'),
      did('Cart', { ...hours(24), same: PRODUCT }),
      did('Buy', { ...hours(24), same: PRODUCT }),
    ),
    sql: `WITH step3 AS MATERIALIZED (
  SELECT s3.user, s3.ts, (SELECT d.value FROM dict AS d WHERE d.code = s3.p0) AS same3
  FROM e_2 AS s3
  WHERE s3.ts <= ?
),
step2 AS MATERIALIZED (
  SELECT m.user, m.ts, m.same2
  FROM (
    SELECT m.*, MIN(CASE WHEN m.follows = 1 THEN m.ts END) OVER (PARTITION BY m.user, m.same3 ORDER BY m.ts DESC, m.follows ROWS UNBOUNDED PRECEDING) AS next
    FROM (
      SELECT s2.user, s2.ts, 0 AS follows, s2.p0 AS same2, s2.p0 AS same3
      FROM e_1 AS s2
      WHERE s2.ts <= ?
      UNION ALL
      SELECT g.user, g.ts, 1 AS follows, NULL, g.same3
      FROM step3 AS g
    ) AS m
  ) AS m
  WHERE m.follows = 0
    AND m.next <= m.ts + 86400000
    AND m.same3 IS NOT NULL
)
SELECT m.user
FROM (
  SELECT m.*, MIN(CASE WHEN m.follows = 1 THEN m.ts END) OVER (PARTITION BY m.user, m.same2 ORDER BY m.ts DESC, m.follows ROWS UNBOUNDED PRECEDING) AS next
  FROM (
    SELECT s1.user, s1.ts, 0 AS follows, (SELECT d.value FROM dict AS d WHERE d.code = s1.p0) AS same2
    FROM e_0 AS s1
    WHERE s1.ts <= ?
    UNION ALL
    SELECT g.user, g.ts, 1 AS follows, g.same2
    FROM step2 AS g
  ) AS m
) AS m
WHERE m.follows = 0
  AND m.next <= m.ts + 86400000
  AND m.same2 IS NOT NULL
GROUP BY m.user`,
    users: ['ann'],
  },
  'several events in a step': {
    leaf: sequence(
      did(['View', 'Cart']),
      did(['Buy', 'Cart'], { ...hours(1), same: PRODUCT }),
      didNot(['View', 'Buy'], hours(1)),
    ),
    users: ['ann'],
  },
  'an event without data never happened': {
    leaf: sequence(did('View'), did('Nowhere')),
    users: [],
  },
  'and so its absence holds': {
    leaf: sequence(did('View', { where: { op: 'missing', column: PRODUCT } }), didNot('Nowhere', hours(1))),
    users: ['cid'],
  },
};

describe('query: sequences', () => {
  let store: TestSession;
  before(async () => {
    store = await sessionOver(raw, AS_OF);
  });

  for (const [title, { leaf, sql, users }] of Object.entries(cases)) {
    it(title, () => {
      const compiled = compileLeaf(leaf, { physical: physicalOf(raw), zone: UTC, asOf: AS_OF });
      if (sql !== undefined) assert.equal(compiled.sql, sql);
      assert.deepEqual(store.members(leaf), users);
    });
  }

  it('the outer window is where the first step lies', () => {
    const late: SequenceLeaf = {
      ...sequence(did('View'), did('Cart')),
      span: { after: { at: at(0), included: false }, until: { at: AS_OF, included: true } },
    };
    assert.deepEqual(store.members(late), ['eve']);
  });

  it('counts days on the local calendar', async () => {
    // New York: the clock goes forward at 07:00 UTC of 8 March 2026, back at 06:00 UTC of 1 November.
    const forward = Date.UTC(2026, 2, 8, 7);
    const back = Date.UTC(2026, 10, 1, 6);
    const zone: Zone = {
      name: 'America/New_York',
      initial: -5 * HOUR,
      transitions: [
        { at: forward, offset: -4 * HOUR },
        { at: back, offset: -5 * HOUR },
      ],
    };
    const pairs: Readonly<Record<string, readonly [number, number]>> = {
      // From noon to noon is 23 hours; an hour more is too late.
      'spring noon': [forward - 14 * HOUR, forward + 9 * HOUR],
      'spring late': [forward - 14 * HOUR, forward + 9 * HOUR + 1],
      // 2:30 does not exist on the next day: it moves to 3:30, which is 24 hours after 2:30.
      'spring skipped': [forward - 23.5 * HOUR, forward + 0.5 * HOUR],
      'spring skipped late': [forward - 23.5 * HOUR, forward + 0.5 * HOUR + 1],
      // 1:30 comes twice: the earlier one counts.
      'autumn repeated': [back - 24.5 * HOUR, back - 0.5 * HOUR],
      'autumn repeated late': [back - 24.5 * HOUR, back - 0.5 * HOUR + 1],
      'autumn noon': [back - 13 * HOUR, back + 12 * HOUR - 1],
    };
    const { members } = await sessionOver(
      {
        events: {
          A: { rows: Object.entries(pairs).map(([user, [first]]) => [user, first] as const) },
          B: { rows: Object.entries(pairs).map(([user, [, second]]) => [user, second] as const) },
        },
      },
      Date.UTC(2027, 0, 1),
      zone,
    );
    const oneDay = { within: { amount: 1, unit: 'd' } as const };
    const leaf: SequenceLeaf = {
      ...sequence(did('A'), did('B', oneDay)),
      span: { until: { at: Date.UTC(2027, 0, 1), included: true } },
      asOf: Date.UTC(2027, 0, 1),
    };
    assert.deepEqual(members(leaf), ['autumn noon', 'autumn repeated', 'spring noon', 'spring skipped']);
  });

  it('clamps months and years to the last day', async () => {
    const jan31 = Date.UTC(2026, 0, 31, 12);
    const feb28 = Date.UTC(2026, 1, 28, 12);
    const { members } = await sessionOver(
      {
        events: {
          A: {
            rows: [
              ['a', jan31],
              ['b', jan31],
              ['c', Date.UTC(2024, 1, 29)],
            ],
          },
          B: {
            rows: [
              ['a', feb28],
              ['b', feb28 + 1],
              ['c', Date.UTC(2025, 1, 28)],
            ],
          },
        },
      },
      AS_OF,
    );
    const within = (amount: number, unit: 'mo' | 'y'): SequenceLeaf => ({
      ...sequence(did('A'), did('B', { within: { amount, unit } })),
      span: { until: { at: feb28 + DAY, included: true } },
      asOf: feb28 + DAY,
    });
    assert.deepEqual(members(within(1, 'mo'), { asOf: feb28 + DAY }), ['a']);
    assert.deepEqual(members(within(1, 'y'), { asOf: feb28 + DAY }), ['a', 'b', 'c']);
    assert.deepEqual(members(within(9_999_999, 'y'), { asOf: feb28 + DAY }), ['a', 'b', 'c']);
  });

  it('does not multiply the work of its steps', async () => {
    const rows = [...Array(1500).keys()].map((n) => ['a', at(n)] as const);
    const { members } = await sessionOver({ events: { E: { rows }, Never: { rows: [['b', at(0)]] } } }, at(2000));
    const steps = [...Array(8).fill(did('E')), did('Never')];
    const leaf = { ...sequence(...steps), span: { until: { at: at(2000), included: true } }, asOf: at(2000) };
    // Were they multiplied, neither would end.
    assert.deepEqual(members(leaf), []);
    const found = { ...leaf, steps: Array(9).fill(did('E')) };
    assert.deepEqual(members(found), ['a']);
  });
});
