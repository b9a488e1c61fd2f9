/**
 * The sets of leaves that were evaluated, least recently used first to go when they take more than the limit. One cache
 * belongs to one open store, so that the store's version need not be part of a key.
 */
import type { Leaf, SegmentPlan, Span } from '../language/plan.ts';
import type { Physical } from '../query/index.ts';
import type { Bitset } from './bitset.ts';

const LIMIT = 64 * 1024 * 1024;

export class LeafCache {
  readonly #sets = new Map<string, Bitset>();
  readonly #limit: number;
  #bytes = 0;

  constructor(limit = LIMIT) {
    this.#limit = limit;
  }

  get(key: string): Bitset | undefined {
    const set = this.#sets.get(key);
    if (set) {
      this.#sets.delete(key);
      this.#sets.set(key, set);
    }
    return set;
  }

  add(key: string, set: Bitset): void {
    this.#remove(key);
    this.#sets.set(key, set);
    this.#bytes += cost(key, set);
    for (const oldest of this.#sets.keys()) {
      if (this.#bytes <= this.#limit || oldest === key) break;
      this.#remove(oldest);
    }
  }

  entries(): readonly (readonly [string, Bitset])[] {
    return [...this.#sets];
  }

  #remove(key: string): void {
    const set = this.#sets.get(key);
    if (!set) return;
    this.#sets.delete(key);
    this.#bytes -= cost(key, set);
  }
}

const cost = (key: string, set: Bitset): number => set.byteLength + 2 * key.length;

/**
 * The leaf with ends of spans that lie beyond all data moved to the data's end. It holds the same users, and stays the
 * same while `as_of: now` goes on, so that its set is found again.
 */
export function settled(leaf: Leaf, physical: Physical): Leaf {
  if (leaf.node === 'events') {
    if (leaf.measures.some((measure) => measure.kind === 'regularly')) return leaf;
    return { ...leaf, source: { ...leaf.source, span: settledSpan(leaf.source.span, physical) } };
  }
  if (leaf.node === 'sequence') {
    const span = settledSpan(leaf.span, physical);
    // Whether the time of a `did_not` is over depends on the instant itself.
    const waits = leaf.steps.some((step) => !step.did && step.within !== undefined);
    return { ...leaf, span, asOf: waits ? leaf.asOf : settledInstant(leaf.asOf, physical) };
  }
  return leaf;
}

function settledSpan(span: Span, physical: Physical): Span {
  const { latestEvent } = physical;
  if (latestEvent === undefined || span.until.at <= latestEvent) return span;
  return { ...span, until: { at: latestEvent, included: true } };
}

/** The instant, or the latest event when nothing happens between them. */
export const settledInstant = (instant: number, { latestEvent }: Physical): number =>
  latestEvent === undefined ? instant : Math.min(instant, latestEvent);

/** What a leaf's set depends on besides the store. */
export function leafKey(leaf: Leaf, plan: Pick<SegmentPlan, 'asOf' | 'zone'>, physical: Physical): string {
  const instant = leaf.node === 'events' && leaf.occurrence ? settledInstant(plan.asOf, physical) : null;
  return JSON.stringify([leaf.node === 'list' || leaf.node === 'sample' ? null : zoneKey(plan), instant, leaf]);
}

/** A few characters that stand for the zone and the years of its transitions. */
function zoneKey({ zone }: Pick<SegmentPlan, 'zone'>): string {
  const { name, initial, transitions } = zone;
  const [first, last] = [transitions[0], transitions.at(-1)];
  return [name, initial, transitions.length, first?.at, first?.offset, last?.at, last?.offset].join(' ');
}
