/** A seeded source of chance (mulberry32). */
export interface Rng {
  /** In [0, 1). */
  next(): number;
  /** Both ends included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Between `low` and `high` different items, in random order. */
  some<T>(items: readonly T[], low: number, high: number): T[];
  /** One of the makers, by weight. */
  weighted<T>(makers: readonly (readonly [number, () => T])[]): T;
}

export function createRng(seed: number): Rng {
  // Neighbouring seeds start far apart.
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new Error('Nothing to pick from');
    return items[int(0, items.length - 1)]!;
  };
  const some = <T>(items: readonly T[], low: number, high: number): T[] => {
    const rest = [...items];
    const wanted = Math.min(int(low, high), rest.length);
    return Array.from({ length: wanted }, () => rest.splice(int(0, rest.length - 1), 1)[0]!);
  };
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick,
    some,
    weighted: (makers) => {
      let left = next() * makers.reduce((total, [weight]) => total + weight, 0);
      for (const [weight, make] of makers) {
        left -= weight;
        if (left < 0) return make();
      }
      return makers.at(-1)![1]();
    },
  };
}
