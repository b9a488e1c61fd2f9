/** What DuckDB is asked for each section: the same numbers, by hand. */
import { AS_OF, CHANNELS } from './data.ts';
import { type Dialect, REFERENCED_SQL } from './rules.ts';

const DAY = 86_400_000;
const WEEKS = 26;

const among = (dialect: Dialect, event: string, days: number, count: number, at: number | string = AS_OF) =>
  `idx IN (SELECT uid FROM ${dialect.events(event)} AS e WHERE ts > ${at} - ${days * DAY} AND ts <= ${at} GROUP BY uid HAVING COUNT(*) >= ${count})`;
const parts = (dialect: Dialect, at: number = AS_OF) => [
  `os = 'iOS'`,
  among(dialect, 'purchase', 30, 2, at),
  among(dialect, 'app_open', 14, 1, at),
];
const member = (dialect: Dialect, at: number = AS_OF) => parts(dialect, at).join(' AND ');

/** The nearest later event of a step, at most a day after: each row of `from` that has one, with `next`. */
const followed = (from: string, to: string) =>
  `SELECT a.uid, a.ts, b.ts AS next FROM ${from} AS a ASOF JOIN ${to} AS b ON a.uid = b.uid AND a.ts < b.ts WHERE b.ts <= a.ts + ${DAY}`;
const firstRun = (good: string) => `SELECT uid, MIN(ts) AS ts, arg_min(next, ts) AS next FROM ${good} GROUP BY uid`;
/** The lower median, as the product gives it. */
const lowerMedian = (of: string) => `quantile_disc(${of}, 0.5)`;

export const SECTION_SQL = {
  reach: (dialect: Dialect) =>
    `SELECT ${CHANNELS.join(', ')}, COUNT(*) FROM users WHERE ${member(dialect)} GROUP BY ALL`,
  waterfall: (dialect: Dialect) => {
    const flags = parts(dialect).map((part, i) => `${part} AS r${i}`);
    const counts = ['r0', 'r1 AND r2', 'r0 AND r1', 'r0 AND r2', 'r0 AND r1 AND r2', 'r0 AND r1'];
    return `SELECT ${counts.map((condition) => `COUNT(*) FILTER (${condition})`).join(', ')} FROM (SELECT ${flags.join(', ')} FROM users)`;
  },
  trend: (dialect: Dialect) => {
    const at = `(SELECT ${AS_OF} - ${7 * DAY} * unnest(range(${WEEKS})) AS at)`;
    const did = (event: string, days: number, count: number) =>
      `SELECT p.at, e.uid FROM ${dialect.events(event)} AS e JOIN ${at} AS p ON e.ts <= p.at AND e.ts > p.at - ${days * DAY}
       GROUP BY ALL HAVING COUNT(*) >= ${count}`;
    return `WITH m AS MATERIALIZED (SELECT s.at, s.uid FROM (${did('purchase', 30, 2)}) AS s
        JOIN (${did('app_open', 14, 1)}) AS o ON o.at = s.at AND o.uid = s.uid
        JOIN users AS u ON u.idx = s.uid WHERE u.os = 'iOS')
      SELECT COUNT(m.uid), COUNT(m.uid) FILTER (b.uid IS NULL) FROM ${at} AS p
        LEFT JOIN m ON m.at = p.at LEFT JOIN m AS b ON b.at = m.at - ${7 * DAY} AND b.uid = m.uid
      GROUP BY p.at ORDER BY p.at DESC`;
  },
  city: (dialect: Dialect) =>
    `SELECT COUNT(*) FILTER (m), COUNT(*) FROM (SELECT city, ${member(dialect)} AS m FROM users) GROUP BY city`,
  ltv: (dialect: Dialect) =>
    `SELECT floor(ltv / 10), COUNT(*) FILTER (m), COUNT(*) FROM (SELECT ltv, ${member(dialect)} AS m FROM users) GROUP BY 1`,
  overlap: (dialect: Dialect) => {
    const flags = [member(dialect), ...Object.values(REFERENCED_SQL).map((sql) => sql(dialect))];
    const names = flags.map((_, i) => `s${i}`);
    return `SELECT ${names.join(', ')}, COUNT(*) FROM (SELECT ${flags.map((flag, i) => `COALESCE(${flag}, FALSE) AS s${i}`).join(', ')} FROM users)
      WHERE ${names.join(' OR ')} GROUP BY ALL`;
  },
  compare: (dialect: Dialect) =>
    `SELECT COUNT(*) FILTER (a AND NOT b), COUNT(*) FILTER (b AND NOT a), COUNT(*) FILTER (a AND b)
     FROM (SELECT ${member(dialect)} AS a, ${member(dialect, AS_OF - 7 * DAY)} AS b FROM users)`,
  funnel: (dialect: Dialect) => {
    const views = `(SELECT uid, ts FROM ${dialect.events('product_view')} WHERE ts > ${AS_OF - 30 * DAY} AND ts <= ${AS_OF})`;
    const [carts, purchases] = ['add_to_cart', 'purchase'].map(
      (event) => `(SELECT uid, ts FROM ${dialect.events(event)} WHERE ts <= ${AS_OF})`,
    ) as [string, string];
    return `WITH two AS MATERIALIZED (${firstRun(`(${followed(views, carts)})`)}),
        good AS MATERIALIZED (${followed(carts, purchases)}),
        three AS MATERIALIZED (SELECT r.uid, g.ts, MIN(g.next) AS next FROM (${firstRun(`(${followed(views, 'good')})`)}) AS r
          JOIN good AS g ON g.uid = r.uid AND g.ts = r.next GROUP BY ALL)
      SELECT (SELECT COUNT(DISTINCT uid) FROM ${views}), (SELECT COUNT(*) FROM two), (SELECT COUNT(*) FROM three),
        (SELECT ${lowerMedian('next - ts')} FROM two), (SELECT ${lowerMedian('next - ts')} FROM three)`;
  },
  users: (dialect: Dialect) =>
    `WITH m AS MATERIALIZED (SELECT user_id, country, city, os FROM users WHERE ${member(dialect)} AND
       (user_id LIKE 'City 7%' OR lower(city) LIKE '%city 7%'))
     SELECT COUNT(*), (SELECT list(u) FROM (SELECT m AS u FROM m ORDER BY hash(user_id) LIMIT 20)) FROM m`,
} as const satisfies Record<string, (dialect: Dialect) => string>;
