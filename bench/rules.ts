/** The twelve rules: as segments, and as SQL by hand for the others. Both count the same users. */
import { AS_OF, EVENT_NAMES } from './data.ts';

const DAY = 86_400_000;

/** What a contender's SQL is written with. `events` gives the rows of one event: uid, ts, category, amount. */
export interface Dialect {
  events(name: string): string;
  anyEvent(names: readonly string[]): string;
}

export interface BenchRule {
  readonly id: string;
  readonly about: string;
  /** The segment's rules. `nonce` changes a bound without changing the count, so that no cached leaf answers. */
  where(nonce: number): readonly unknown[];
  /** A condition on a row of users. */
  sql(dialect: Dialect): string;
}

const after = (days: number) => AS_OF - days * DAY;
const grouped = (rows: string, where: string, having: string) =>
  `idx IN (SELECT uid FROM ${rows} AS e WHERE ts <= ${AS_OF} AND ${where} GROUP BY uid HAVING ${having})`;
const purchases = (dialect: Dialect) => dialect.events('purchase');

const userRule = (nonce: number) => [
  { user: 'os', is: 'iOS' },
  { user: 'country', in: ['IN', 'DE', 'US'] },
  { user: 'age', gte: 25, lt: 40 - nonce / 10_000 },
];
const frequent = { did: 'app_open', within: '30d', count: { gte: 10 } };
const spender = (nonce: number) => ({ did: 'purchase', sum: { of: 'amount', gte: 500 - nonce / 1e5 } });
const nested = (nonce: number) => [
  { user: 'os', is: 'iOS' },
  {
    any: [
      { did: 'purchase', within: '90d', count: { gte: 2 } },
      { did: 'purchase', sum: { of: 'amount', gte: 300 - nonce / 1e5 } },
    ],
  },
  {
    none: [
      { did: 'refund', within: '60d' },
      { user: 'country', is: 'JP' },
    ],
  },
  { did: 'app_open', within: '7d' },
];

const USER_SQL = `os = 'iOS' AND country IN ('IN', 'DE', 'US') AND age >= 25 AND age < 40`;
const frequentSql = (dialect: Dialect) => grouped(dialect.events('app_open'), `ts > ${after(30)}`, 'COUNT(*) >= 10');
const spenderSql = (dialect: Dialect) =>
  grouped(purchases(dialect), 'amount IS NOT NULL', 'ROUND(SUM(amount), 6) >= 500');
const dormantSql = (dialect: Dialect) =>
  `idx NOT IN (SELECT uid FROM ${dialect.events('app_open')} AS e WHERE ts > ${after(14)} AND ts <= ${AS_OF})`;
const nestedSql = (dialect: Dialect) =>
  `os = 'iOS' AND (${grouped(purchases(dialect), `ts > ${after(90)}`, 'COUNT(*) >= 2')}` +
  ` OR ${grouped(purchases(dialect), 'amount IS NOT NULL', 'ROUND(SUM(amount), 6) >= 300')})` +
  ` AND NOT (${grouped(dialect.events('refund'), `ts > ${after(60)}`, 'COUNT(*) >= 1')} OR COALESCE(country = 'JP', FALSE))` +
  ` AND ${grouped(dialect.events('app_open'), `ts > ${after(7)}`, 'COUNT(*) >= 1')}`;

/** Segments that q11 refers to. */
export const REFERENCED: Readonly<Record<string, (nonce: number) => readonly unknown[]>> = {
  frequent: () => [frequent],
  spenders: (nonce) => [spender(nonce)],
  dormant: () => [{ did_not: 'app_open', within: '14d' }],
  nested,
};

/** The same by hand. */
export const REFERENCED_SQL: Readonly<Record<string, (dialect: Dialect) => string>> = {
  frequent: frequentSql,
  spenders: spenderSql,
  dormant: dormantSql,
  nested: nestedSql,
};

export const RULES: readonly BenchRule[] = [
  { id: 'q01', about: 'user properties', where: userRule, sql: () => USER_SQL },
  {
    id: 'q02',
    about: 'purchase in 30 days',
    where: () => [{ did: 'purchase', within: '30d' }],
    sql: (dialect) => grouped(purchases(dialect), `ts > ${after(30)}`, 'COUNT(*) >= 1'),
  },
  {
    id: 'q03',
    about: '3 filtered purchases in 90 days',
    where: () => [
      {
        did: 'purchase',
        within: '90d',
        where: [
          { property: 'category', in: ['cat_0', 'cat_1', 'cat_2'] },
          { property: 'amount', gte: 20 },
        ],
        count: { gte: 3 },
      },
    ],
    sql: (dialect) =>
      grouped(
        purchases(dialect),
        `ts > ${after(90)} AND category IN ('cat_0', 'cat_1', 'cat_2') AND amount >= 20`,
        'COUNT(*) >= 3',
      ),
  },
  { id: 'q04', about: '10 app opens in 30 days', where: () => [frequent], sql: frequentSql },
  { id: 'q05', about: 'no app open in 14 days', where: REFERENCED['dormant']!, sql: dormantSql },
  { id: 'q06', about: 'spent 500 in all', where: (nonce) => [spender(nonce)], sql: spenderSql },
  {
    id: 'q07',
    about: 'average and minimum in 60 days',
    where: () => [{ did: 'purchase', within: '60d', avg: { of: 'amount', gte: 40 }, min: { of: 'amount', gte: 5 } }],
    sql: (dialect) =>
      grouped(
        purchases(dialect),
        `ts > ${after(60)} AND amount IS NOT NULL`,
        'ROUND(AVG(amount), 6) >= 40 AND MIN(amount) >= 5',
      ),
  },
  {
    id: 'q08',
    about: 'first purchase in 30 days, last app open in 7',
    where: () => [
      { did: 'purchase', occurrence: 'first', within: '30d' },
      { did: 'app_open', occurrence: 'last', within: '7d' },
    ],
    sql: (dialect) =>
      `${grouped(purchases(dialect), 'TRUE', `MIN(ts) > ${after(30)}`)} AND ` +
      grouped(dialect.events('app_open'), 'TRUE', `MAX(ts) > ${after(7)}`),
  },
  {
    id: 'q09',
    about: 'added to cart, then no purchase in 7 days',
    where: () => [{ sequence: [{ did: 'add_to_cart' }, { did_not: 'purchase', within: '7d' }], within: '30d' }],
    sql: (dialect) =>
      `idx IN (SELECT a.uid FROM ${dialect.events('add_to_cart')} AS a WHERE a.ts > ${after(30)} AND a.ts <= ${after(7)}` +
      ` AND NOT EXISTS (SELECT 1 FROM ${purchases(dialect)} AS b` +
      ` WHERE b.uid = a.uid AND b.ts > a.ts AND b.ts <= a.ts + ${7 * DAY}))`,
  },
  { id: 'q10', about: 'six leaves, nested', where: nested, sql: nestedSql },
  {
    id: 'q11',
    about: 'nine leaves by reference',
    where: () => [
      { any: [{ in_segment: 'frequent' }, { in_segment: 'spenders' }, { in_segment: 'nested' }] },
      { not_in_segment: 'dormant' },
    ],
    sql: (dialect) =>
      `(${frequentSql(dialect)} OR ${spenderSql(dialect)} OR (${nestedSql(dialect)})) AND NOT (${dormantSql(dialect)})`,
  },
  {
    id: 'q12',
    about: '20 of any event in 30 days',
    where: () => [{ did: EVENT_NAMES, within: '30d', count: { gte: 20 } }],
    sql: (dialect) => grouped(dialect.anyEvent(EVENT_NAMES), `ts > ${after(30)}`, 'COUNT(*) >= 20'),
  },
];
