/** Random properties: a type, an odd name, and the values that the data draws from. */
import type { Instants } from './instants.ts';
import { NUMBERS, PLACES, TEXTS, VERSIONS } from './pools.ts';
import type { Rng } from './rng.ts';

export interface RandomProperty {
  readonly name: string;
  readonly type: string;
  /** A closed set. */
  readonly values?: readonly string[];
  readonly ordered: boolean;
  /** Values that fit, as JSON. */
  readonly pool: readonly unknown[];
}

export function randomProperty(name: string, type: string, rng: Rng, instants: Instants): RandomProperty {
  const plain = { name, type, ordered: false };
  switch (type) {
    case 'string': {
      if (rng.chance(0.3)) {
        const values = rng.some(
          TEXTS.filter((text) => text !== ''),
          3,
          5,
        );
        return { ...plain, values, ordered: rng.chance(0.6), pool: values };
      }
      return { ...plain, pool: rng.some(TEXTS, 4, 9) };
    }
    case 'number':
      return { ...plain, pool: rng.some(NUMBERS, 4, 9) };
    case 'version':
      return { ...plain, pool: rng.some(VERSIONS, 5, 9) };
    case 'boolean':
      return { ...plain, pool: [true, false, 'TRUE', 'False', 1, 0, '1', '0'] };
    case 'datetime':
      return { ...plain, pool: Array.from({ length: 12 }, () => instants.around(rng)) };
    case 'date':
      return {
        ...plain,
        pool: Array.from({ length: 12 }, () => (rng.chance(0.5) ? instants.date(rng) : instants.birthday(rng))),
      };
    case 'list<string>': {
      const items = rng.some(TEXTS, 4, 7);
      return { ...plain, pool: [[], ...Array.from({ length: 6 }, () => rng.some(items, 1, 3))] };
    }
    case 'list<number>': {
      const items = rng.some(NUMBERS, 4, 6);
      return { ...plain, pool: [[], ...Array.from({ length: 6 }, () => rng.some(items, 1, 3))] };
    }
    default:
      return { ...plain, pool: PLACES };
  }
}

/** A value for a row of data: mostly one of the pool, sometimes missing, seldom one that does not fit. */
export function randomValue(property: RandomProperty, rng: Rng): unknown {
  if (rng.chance(0.18)) return null;
  if (rng.chance(0.04)) return misfit(property.type, rng);
  return rng.pick(property.pool);
}

function misfit(type: string, rng: Rng): unknown {
  switch (type) {
    case 'string':
      return rng.pick(['not among them', 'Ünknown']);
    case 'number':
      return rng.pick(['abc', '12 apples']);
    case 'version':
      return rng.pick(['abc', '1..2', '1.x']);
    case 'boolean':
      return rng.pick(['yes', 'maybe', 2]);
    case 'datetime':
      return rng.pick(['soon', '2026-13-45']);
    case 'date':
      return rng.pick(['soon', '2025-02-30']);
    case 'geo':
      return { lat: 91, lon: 0 };
    default:
      return rng.pick(['not a list', 5]);
  }
}

export function declarationOf(property: RandomProperty): Record<string, unknown> {
  return {
    type: property.type,
    ...(property.values ? { values: property.values } : {}),
    ...(property.ordered ? { ordered: true } : {}),
  };
}
