/**
 * How the members and all users spread over the values of a property, in one pass over the column: for members and base
 * alike, so that the two can be compared.
 */
import { bisectRight } from 'd3-array';
import { compileValues } from '../query/index.ts';
import type { PhysicalColumn } from '../query/physical.ts';
import { type Bitset, count, countBoth, has } from './bitset.ts';
import type { Evaluator } from './evaluator.ts';
import { decoded, order, type ProfileSource, ROWS_BETWEEN_CHECKS } from './profile.ts';
import type { Breakdown, BreakdownQuery, Portion } from './section-numbers.ts';
import { type Cell, valueReader } from './values.ts';

interface Tally {
  users: number;
  base: number;
  lastUser: number;
}

export function breakdown(query: BreakdownQuery, { exists, set }: Evaluator, source: ProfileSource): Breakdown {
  const { property, edges } = query;
  const users = set(query.plan.root);
  const missing = set({ node: 'users', test: { op: 'missing', column: property } });
  const found = source.physical.userColumns.get(property.name);
  const column = found?.type === property.type ? found : undefined;
  const whole = { users: count(users), base: count(exists) };
  const nothing = { values: [], other: { values: 0, users: 0, base: 0 }, bins: [] };
  const answer = { whole, missing: { users: countBoth(users, missing), base: countBoth(exists, missing) }, ...nothing };
  if (!column || (query.limit === 0 && !edges)) return answer;
  if (edges) return { ...answer, bins: binned(column, edges, users, exists, source) };
  return { ...answer, ...valued(column, query.limit, users, exists, source) };
}

function binned(
  column: PhysicalColumn,
  edges: readonly number[],
  users: Bitset,
  exists: Bitset,
  source: ProfileSource,
): readonly Portion[] {
  const last = Math.max(edges.length - 2, 0);
  const bins = Array.from({ length: last + 1 }, () => ({ users: 0, base: 0 }));
  eachValue(column, exists, source, (user, value) => {
    const bin = bins[Math.min(Math.max(bisectRight(edges, Number(value)) - 1, 0), last)];
    if (!bin) return;
    bin.base++;
    if (has(users, user)) bin.users++;
  });
  return bins;
}

function valued(
  column: PhysicalColumn,
  limit: number,
  users: Bitset,
  exists: Bitset,
  source: ProfileSource,
): Pick<Breakdown, 'values' | 'other'> {
  const counts = new Map<Cell, Tally>();
  eachValue(column, exists, source, (user, value) => {
    let tally = counts.get(value);
    if (!tally) {
      tally = { users: 0, base: 0, lastUser: -1 };
      counts.set(value, tally);
    }
    // Rows come in order of users: an element that stands twice in a list counts once.
    if (tally.lastUser === user) return;
    tally.lastUser = user;
    tally.base++;
    if (has(users, user)) tally.users++;
  });
  const sorted = [...decoded(source.database, column, counts)].sort(
    ([one, less], [other, more]) => more.users - less.users || more.base - less.base || order(one, other),
  );
  // The elements of a list are shown as they are.
  const read = column.type.startsWith('list')
    ? (cells: readonly Cell[]) => cells[0]
    : valueReader(column, source.dates);
  const values = sorted.slice(0, limit).flatMap(([cell, tally]) => {
    const value = read([cell], 0);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [{ value, users: tally.users, base: tally.base }]
      : [];
  });
  const rest = sorted.slice(limit);
  return {
    values,
    other: { values: rest.length, ...withAny(column, rest, counts, users, exists, source) },
  };
}

/** Users that have any of the values. With one value a user, that is their sum. */
function withAny(
  column: PhysicalColumn,
  rest: readonly (readonly [Cell, Tally])[],
  counts: ReadonlyMap<Cell, Tally>,
  users: Bitset,
  exists: Bitset,
  source: ProfileSource,
): Portion {
  if (!column.type.startsWith('list')) {
    return rest.reduce((sum, [, { users: u, base }]) => ({ users: sum.users + u, base: sum.base + base }), {
      users: 0,
      base: 0,
    });
  }
  const others = new Set(rest.map(([, tally]) => tally));
  const sum = { users: 0, base: 0 };
  let last = -1;
  eachValue(column, exists, source, (user, value) => {
    const tally = counts.get(value);
    if (last === user || !tally || !others.has(tally)) return;
    last = user;
    sum.base++;
    if (has(users, user)) sum.users++;
  });
  return sum;
}

/** Every value of users that exist, in order of users. */
function eachValue(
  column: PhysicalColumn,
  exists: Bitset,
  { database, check }: ProfileSource,
  visit: (user: number, value: Cell) => void,
): void {
  const statement = compileValues({ table: 'users', user: 'idx' }, column);
  let row = 0;
  for (const [user, value = null] of statement ? database.rows(statement) : []) {
    if (++row % ROWS_BETWEEN_CHECKS === 0) check();
    if (has(exists, user as number)) visit(user as number, value);
  }
}
