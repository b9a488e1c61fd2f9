/**
 * What the data holds of an event or of a property. Counted here, in one pass over the rows: to group without an order,
 * SQLite sorts all rows first.
 */
import { compilePresent, compileTexts, compileValues, compileVolume, type Owned } from '../query/index.ts';
import type { Physical, PhysicalColumn } from '../query/physical.ts';
import type { Database } from './engines/database.ts';
import type { EventProfile, NumberSpread, PropertyProfile, Spread, ValueCount } from './ports.ts';
import type { Query } from './requests.ts';
import { type Cell, valueReader } from './values.ts';

/** What a profile is read from. */
export interface ProfileSource {
  readonly database: Database;
  readonly physical: Physical;
  readonly dates: (instant: number) => string | null;
  /** Throws when nobody waits for the answer any more. */
  readonly check: () => void;
}

export const ROWS_BETWEEN_CHECKS = 8192;

/** Values beyond so many different ones are not told apart: text that is different in every row says nothing. */
const MOST_DISTINCT = 200_000;

/** Numbers are kept at most so many; beyond, quartiles are of every second, fourth, … of them. */
const MOST_NUMBERS = 1_000_000;

/** How often an event happened, to how many users, and when. An event that no row names happened to nobody. */
export function eventProfile(name: string, { database, physical }: ProfileSource): EventProfile {
  const event = physical.events.get(name);
  if (!event) return { rows: 0, users: 0 };
  for (const [users, first, last] of database.rows(compileVolume(event.table))) {
    return { rows: event.rows, users: Number(users), first: Number(first), last: Number(last) };
  }
  return { rows: event.rows, users: 0 };
}

/** How full a property is, its most frequent values (those of equal count in order), and how numbers and times lie. */
export function propertyProfile({ property, limit }: Query<'propertyProfile'>, source: ProfileSource): PropertyProfile {
  const { physical, database } = source;
  const event = property.event === undefined ? undefined : physical.events.get(property.event);
  const of = property.event === undefined ? physical.userCount : (event?.rows ?? 0);
  const column = (property.event === undefined ? physical.userColumns : event?.columns)?.get(property.name);
  if (!column) return { of, present: 0, distinct: 0, values: [] };
  const owner: Owned = event ? { table: event.table, user: 'user' } : { table: 'users', user: 'idx' };
  let present = 0;
  for (const [rows] of database.rows(compilePresent(owner.table, column))) present = Number(rows);
  // Nothing of the values is wanted: of personal properties no more is asked than how full they are.
  if (limit === 0) return { of, present, distinct: 0, values: [] };
  const { counts, numbers } = counted(owner, column, source);
  const spread = numbers && spreadOf(numbers, column, source);
  return {
    of,
    present,
    distinct: counts.size,
    values: frequentValues(counts, column, limit, source),
    ...(spread ? { spread } : {}),
  };
}

interface Tally {
  rows: number;
  users: number;
  lastUser: Cell;
}

/**
 * How the numbers or times of a property lie, without looking at which value is how frequent: much sooner than a profile.
 * Undefined when nobody has it.
 */
export function numberSpread(
  { property, upTo }: Query<'numberSpread'>,
  source: ProfileSource,
): NumberSpread | undefined {
  const column = source.physical.userColumns.get(property.name);
  const statement = column && isMeasured(column) && compileValues({ table: 'users', user: 'idx' }, column);
  if (!statement) return undefined;
  const numbers = new NumberSample();
  const values = new Set<number>();
  let row = 0;
  for (const [, cell] of source.database.rows(statement)) {
    if (++row % ROWS_BETWEEN_CHECKS === 0) source.check();
    numbers.add(cell as number);
    if (values.size <= upTo) values.add(cell as number);
  }
  if (row === 0) return undefined;
  const sorted = Float64Array.from(numbers.kept).sort();
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] as number;
  const { min, max } = numbers;
  return { min, lowerQuartile: at(0.25), upperQuartile: at(0.75), max, distinct: values.size };
}

/** Rows come in order of users: a user is new to a value when it is not the value's last one. */
function counted(owner: Owned, column: PhysicalColumn, { database, check }: ProfileSource) {
  const counts = new Map<Cell, Tally>();
  const numbers = isMeasured(column) ? new NumberSample() : undefined;
  const statement = compileValues(owner, column);
  let row = 0;
  for (const [user = null, cell = null] of statement ? database.rows(statement) : []) {
    if (++row % ROWS_BETWEEN_CHECKS === 0) check();
    numbers?.add(cell as number);
    const tally = counts.get(cell);
    if (!tally) {
      if (counts.size < MOST_DISTINCT) counts.set(cell, { rows: 1, users: 1, lastUser: user });
      continue;
    }
    tally.rows++;
    if (tally.lastUser === user) continue;
    tally.users++;
    tally.lastUser = user;
  }
  return { counts, numbers };
}

const isMeasured = ({ type }: PhysicalColumn): boolean => type === 'number' || type === 'date' || type === 'datetime';

/** Numbers for quartiles, evenly thinned out when there are too many; the least and the greatest are exact. */
class NumberSample {
  readonly kept: number[] = [];
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  #step = 1;
  #seen = 0;

  add(value: number): void {
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (this.#seen++ % this.#step !== 0) return;
    this.kept.push(value);
    if (this.kept.length < MOST_NUMBERS) return;
    let to = 0;
    for (let from = 0; from < this.kept.length; from += 2) this.kept[to++] = this.kept[from] as number;
    this.kept.length = to;
    this.#step *= 2;
  }
}

function spreadOf(
  { kept, min, max }: NumberSample,
  column: PhysicalColumn,
  { dates }: ProfileSource,
): Spread | undefined {
  if (kept.length === 0) return undefined;
  const sorted = Float64Array.from(kept).sort();
  const read = valueReader(column, dates);
  const shown = (raw: number) => read([raw], 0) as string | number;
  const at = (share: number) => shown(sorted[Math.ceil(share * sorted.length) - 1] as number);
  return { min: shown(min), lowerQuartile: at(0.25), median: at(0.5), upperQuartile: at(0.75), max: shown(max) };
}

function frequentValues(
  counts: ReadonlyMap<Cell, Tally>,
  column: PhysicalColumn,
  limit: number,
  { database, dates }: ProfileSource,
): readonly ValueCount[] {
  const most = [...decoded(database, column, counts)]
    .sort(([one, less], [other, more]) => more.rows - less.rows || order(one, other))
    .slice(0, limit);
  // The elements of a list are shown as they are.
  const read = column.type.startsWith('list') ? (cells: readonly Cell[]) => cells[0] : valueReader(column, dates);
  return most.flatMap(([cell, { rows, users }]) => {
    const value = read([cell], 0);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [{ value, count: rows, users }]
      : [];
  });
}

/** What was counted by raw values, by the texts that codes stand for. */
export function decoded<T>(
  database: Database,
  column: PhysicalColumn,
  counts: ReadonlyMap<Cell, T>,
): Iterable<readonly [Cell, T]> {
  if (!('encoding' in column) || column.encoding === 'plain') return counts;
  const found: (readonly [Cell, T])[] = [];
  for (const [code = null, text = null] of database.rows(compileTexts([...counts.keys()] as number[]))) {
    const tally = counts.get(code);
    if (tally) found.push([text, tally]);
  }
  return found;
}

export function order(one: Cell, other: Cell): number {
  if (one === other || one === null || other === null) return 0;
  return one < other ? -1 : 1;
}
