/** Random operators of a property, with operands that occur in the data. */
import type { Instants } from './instants.ts';
import { DURATIONS, PATTERNS, PERIODS, TEXTS } from './pools.ts';
import type { RandomProperty } from './properties.ts';
import type { Rng } from './rng.ts';

type Operators = Record<string, unknown>;

/** Operators that a rule or filter about this property may have; one, now and then two. */
export function randomOperators(property: RandomProperty, rng: Rng, instants: Instants): Operators {
  if (rng.chance(0.08)) return { exists: rng.chance(0.6) };
  const first = one(property, rng, instants);
  if (!rng.chance(0.15)) return first;
  return { ...one(property, rng, instants), ...first };
}

function one(property: RandomProperty, rng: Rng, instants: Instants): Operators {
  switch (property.type) {
    case 'string':
      return ofText(property, rng);
    case 'number':
      return randomNumberOperators(rng, property.pool as readonly number[]);
    case 'version':
      return ofVersion(property, rng);
    case 'boolean':
      return { is: rng.chance(0.5) };
    case 'datetime':
      return ofMoment(rng, instants, 'datetime');
    case 'date':
      return ofMoment(rng, instants, 'date');
    case 'geo':
      return ofPlace(property, rng);
    default:
      return ofList(property, rng);
  }
}

function ofText(property: RandomProperty, rng: Rng): Operators {
  const pool = property.pool as readonly string[];
  const value = () => (property.values || rng.chance(0.9) ? rng.pick(pool) : rng.pick(TEXTS));
  const fold = (operators: Operators): Operators =>
    rng.chance(0.25) ? { ...operators, ignore_case: true } : operators;
  // With `ignore_case` an open text may be written in another case.
  const cased = (text: string) =>
    property.values ? text : rng.pick([text, text, text.toUpperCase(), text.toLowerCase()]);
  const part = () => {
    const letters = [...rng.pick(pool)];
    const from = rng.int(0, Math.max(0, letters.length - 1));
    return letters.slice(from, from + rng.int(1, 3)).join('') || 'o';
  };
  if (property.ordered && property.values && rng.chance(0.6)) {
    const values = property.values;
    const low = rng.int(0, values.length - 1);
    const high = rng.int(low, values.length - 1);
    return rng.pick<Operators>([
      { gt: values[low] },
      { gte: values[low] },
      { lt: values[high] },
      { lte: values[high] },
      { between: [values[low], values[high]] },
    ]);
  }
  return rng.weighted<Operators>([
    [2, () => fold({ is: cased(value()) })],
    [2, () => fold({ is_not: cased(value()) })],
    [2, () => fold({ in: different([cased(value()), cased(value()), cased(value())]) })],
    [2, () => fold({ not_in: different([cased(value()), cased(value())]) })],
    [1, () => fold({ contains: cased(part()) })],
    [1, () => fold({ not_contains: cased(part()) })],
    [1, () => fold({ starts_with: cased([...rng.pick(pool)].slice(0, 2).join('') || 'a') })],
    [1, () => fold({ ends_with: cased([...rng.pick(pool)].slice(-2).join('') || 'S') })],
    [2, () => fold({ matches: rng.pick(PATTERNS) })],
  ]);
}

function different<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** Number operators over values that occur. */
export function randomNumberOperators(rng: Rng, pool: readonly number[]): Operators {
  const value = () => rng.pick(pool);
  return rng.weighted<Operators>([
    [1, () => ({ is: value() })],
    [1, () => ({ is_not: value() })],
    [1, () => ({ in: different([value(), value(), value()]) })],
    [1, () => ({ not_in: different([value(), value()]) })],
    [2, () => ({ gt: value() })],
    [2, () => ({ gte: value() })],
    [2, () => ({ lt: value() })],
    [2, () => ({ lte: value() })],
    [2, () => ({ between: [value(), value()].sort((a, b) => a - b) })],
  ]);
}

function ofVersion(property: RandomProperty, rng: Rng): Operators {
  const value = () => rng.pick(property.pool as readonly string[]);
  return rng.weighted<Operators>([
    [1, () => ({ is: value() })],
    [1, () => ({ is_not: value() })],
    [1, () => ({ in: different([value(), value()]) })],
    [1, () => ({ not_in: different([value(), value()]) })],
    [2, () => ({ gt: value() })],
    [2, () => ({ gte: value() })],
    [2, () => ({ lt: value() })],
    [2, () => ({ lte: value() })],
    [
      1,
      () => ({
        between: rng.pick([
          ['1.0', '2.0.0'],
          ['1.2', '1.10'],
          ['2.0.0-alpha', '2.0.0-rc.10'],
          ['1.9.9', '10.2'],
        ]),
      }),
    ],
  ]);
}

function ofMoment(rng: Rng, instants: Instants, type: 'datetime' | 'date'): Operators {
  const durations = type === 'date' ? DURATIONS.long : [...DURATIONS.short, ...DURATIONS.long];
  const duration = () => rng.pick(durations);
  return rng.weighted<Operators>([
    [2, () => ({ on: instants.date(rng) })],
    [2, () => ({ within: duration() })],
    [2, () => ({ not_within: duration() })],
    [1, () => ({ within: rng.pick(PERIODS) })],
    [1, () => ({ not_within: rng.pick(PERIODS) })],
    [2, () => ({ within_next: duration() })],
    [
      2,
      () => ({
        anniversary_within_next: rng.pick(type === 'date' ? ['1d', '7d', '2w', '1mo'] : ['12h', '1d', '7d', '1mo']),
      }),
    ],
    [1, () => ({ before: duration() })],
    [2, () => ({ before: randomMoment(rng, instants) })],
    [2, () => ({ after: randomMoment(rng, instants) })],
    [2, () => ({ between: randomBetween(rng, instants, durations) })],
  ]);
}

/** A date, or a date-time with or without offset. */
export function randomMoment(rng: Rng, instants: Instants): string {
  return rng.chance(0.4) ? instants.date(rng) : instants.past(rng);
}

/** Two ends of one kind or mixed, or two durations ago; never reversed, whatever the zone. */
export function randomBetween(rng: Rng, instants: Instants, durations: readonly string[]): readonly string[] {
  if (rng.chance(0.4)) {
    const days: Readonly<Record<string, number>> = { m: 1 / 1440, h: 1 / 24, d: 1, w: 7, mo: 30, y: 365 };
    const length = (text: string) => Number.parseInt(text, 10) * days[text.replace(/^\d+/, '')]!;
    const [a, b] = rng.some(durations, 2, 2) as [string, string];
    // Two that are equally long or nearly so might be reversed on some days.
    return Math.abs(length(a) - length(b)) < 3 ? ['90d', '7d'] : length(a) > length(b) ? [a, b] : [b, a];
  }
  const ends = [randomMoment(rng, instants), randomMoment(rng, instants)];
  const rough = (text: string) =>
    Date.parse(text.length === 10 ? `${text}T00:00:00Z` : /Z|[+-]\d\d:\d\d$/.test(text) ? text : `${text}Z`);
  const [low, high] = ends.sort((a, b) => rough(a) - rough(b)) as [string, string];
  return rough(high) - rough(low) < 2 * 86_400_000 ? [low.slice(0, 10), low.slice(0, 10)] : [low, high];
}

function ofPlace(property: RandomProperty, rng: Rng): Operators {
  const { lat, lon } = rng.pick(property.pool as readonly { lat: number; lon: number }[]);
  return { near: { lat, lon, radius: rng.pick(['500m', '5km', '30km', '600km', '20mi', '5000mi', '12.5km']) } };
}

function ofList(property: RandomProperty, rng: Rng): Operators {
  const items = (property.pool as readonly (readonly (string | number)[])[]).flat();
  const item = () => rng.pick(items);
  const fold = (operators: Operators): Operators =>
    property.type === 'list<string>' && rng.chance(0.3) ? { ...operators, ignore_case: true } : operators;
  return fold(
    rng.weighted<Operators>([
      [1, () => ({ includes: item() })],
      [1, () => ({ excludes: item() })],
      [1, () => ({ includes_any: different([item(), item()]) })],
      [1, () => ({ includes_all: different([item(), item()]) })],
    ]),
  );
}
