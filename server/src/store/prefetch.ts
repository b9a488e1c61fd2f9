/**
 * Finds sets of leaves that differ in their times alone, as those of one segment at many instants do, in one pass over
 * their events: each event is put to all the spans that it lies in. The sets go to the cache, where every question finds
 * them. Invariant: the same sets as SQL finds; what can't be told from counts of events is left to it.
 */
import { satisfies } from '../language/lower/bounds.ts';
import type { EventsLeaf, Leaf, Plan, SegmentPlan } from '../language/plan.ts';
import { compileEventTimes, type LeafContext, type Physical } from '../query/index.ts';
import { add, type Bitset, emptySet } from './bitset.ts';
import type { Database } from './engines/database.ts';
import { leafKey, settled } from './leaf-cache.ts';
import { ROWS_BETWEEN_CHECKS } from './profile.ts';

export interface PrefetchSource {
  readonly database: Database;
  readonly physical: Physical;
  readonly known: (key: string) => boolean;
  readonly found: (key: string, set: Bitset) => void;
  /** Throws when nobody waits for the answer any more. */
  readonly check: () => void;
}

/** For fewer spans than this their own statements are as fast. */
const WORTH = 4;

interface Wanted {
  readonly key: string;
  /** First and last instant that qualify. */
  readonly first: number;
  readonly last: number;
}

interface Family {
  readonly leaf: EventsLeaf;
  readonly plan: SegmentPlan;
  readonly wanted: Map<string, Wanted>;
}

/** Gives how many sets it found. */
export function prefetch(plans: readonly SegmentPlan[], source: PrefetchSource): number {
  const worth = [...familiesOf(plans, source).values()].filter(({ wanted }) => wanted.size >= WORTH);
  for (const family of worth) findAll(family, source);
  return worth.reduce((sum, { wanted }) => sum + wanted.size, 0);
}

function familiesOf(plans: readonly SegmentPlan[], { physical, known }: PrefetchSource): ReadonlyMap<string, Family> {
  const families = new Map<string, Family>();
  for (const plan of plans) {
    for (const leaf of leavesOf(plan.root)) {
      if (!isCounted(leaf, physical)) continue;
      const same = settled(leaf, physical) as EventsLeaf;
      const key = leafKey(same, plan, physical);
      if (known(key)) continue;
      const { span, ...rest } = same.source;
      const id = JSON.stringify([rest, same.measures]);
      const family = families.get(id) ?? { leaf: same, plan, wanted: new Map() };
      families.set(id, family);
      const first = span.after ? span.after.at + (span.after.included ? 0 : 1) : Number.NEGATIVE_INFINITY;
      family.wanted.set(key, { key, first, last: span.until.at - (span.until.included ? 0 : 1) });
    }
  }
  return families;
}

function* leavesOf(plan: Plan): Generator<Leaf> {
  switch (plan.node) {
    case 'not':
      yield* leavesOf(plan.of);
      break;
    case 'all':
    case 'any':
      for (const part of plan.of) yield* leavesOf(part);
      break;
    default:
      yield plan;
  }
}

/** Whether the number of a user's qualifying events is all that it asks for. */
function isCounted(leaf: Leaf, { events }: Physical): leaf is EventsLeaf {
  if (leaf.node !== 'events' || leaf.occurrence) return false;
  const tables = new Set(leaf.source.events.filter((event) => events.has(event))).size;
  // Rows come table by table: counts over several would have to be kept for every user and span.
  return leaf.measures.length === 0 || (tables === 1 && leaf.measures.every(({ kind }) => kind === 'count'));
}

function findAll({ leaf, plan, wanted }: Family, { database, physical, found, check }: PrefetchSource): void {
  const spans = [...wanted.values()].sort((one, other) => one.last - other.last);
  const sets = spans.map(() => emptySet(physical.userCount));
  const lasts = Float64Array.from(spans, ({ last }) => last);
  const firsts = Float64Array.from(spans, ({ first }) => first);
  const rising = firsts.every((first, i) => i === 0 || first >= (firsts[i - 1] as number));
  const counts = new Uint32Array(spans.length);
  const bounds = leaf.measures.flatMap((measure) => (measure.kind === 'count' ? measure.bounds : []));

  let user = -1;
  const settle = () => {
    for (let i = 0; i < counts.length; i++) {
      const count = counts[i] as number;
      if (count > 0 && satisfies(bounds, count)) add(sets[i] as Bitset, user);
    }
    counts.fill(0);
  };

  const until = { at: lasts.at(-1) ?? 0, included: true };
  const earliest = Math.min(...firsts);
  const span = Number.isFinite(earliest) ? { after: { at: earliest, included: true }, until } : { until };
  const context: LeafContext = { physical, zone: plan.zone, asOf: plan.asOf };
  let row = 0;
  for (const statement of compileEventTimes({ ...leaf.source, span }, context)) {
    for (const [owner, instant] of database.rows(statement)) {
      if (++row % ROWS_BETWEEN_CHECKS === 0) check();
      if (owner !== user) {
        if (user >= 0) settle();
        user = owner as number;
      }
      const ts = instant as number;
      for (let i = firstNotBefore(lasts, ts); i < counts.length; i++) {
        if ((firsts[i] as number) <= ts) counts[i] = (counts[i] as number) + 1;
        else if (rising) break;
      }
    }
    if (user >= 0) settle();
    user = -1;
  }
  for (const [i, { key }] of spans.entries()) found(key, sets[i] as Bitset);
}

/** The position of the first of the ascending numbers that is not below the value. */
function firstNotBefore(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
