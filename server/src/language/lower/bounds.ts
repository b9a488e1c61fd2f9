/** Bounds of measures: conditions on one number. */
import type { Condition } from '../model.ts';
import { operators } from '../operators/index.ts';
import type { Bound, Column, Predicate } from '../plan.ts';

const NUMBER: Column = { name: '', type: 'number' };

/** The conditions of a measure as bounds of the plan. */
export function lowerBounds(conditions: readonly Condition[]): readonly Bound[] {
  const subject = { column: NUMBER, ignoreCase: false, clock: { asOf: 0, timezone: 'UTC' } };
  return conditions.flatMap(({ operator, operand }) => toBounds(operators[operator].lower(operand, subject)));
}

function toBounds(predicate: Predicate): readonly Bound[] {
  switch (predicate.op) {
    case 'compare':
      return [{ cmp: predicate.cmp, value: Number(predicate.value) }];
    case 'in':
      return [{ cmp: 'in', values: predicate.values.map(Number) }];
    case 'and':
      return predicate.of.flatMap(toBounds);
    case 'not':
      if (predicate.of.op === 'in') return [{ cmp: 'not_in', values: predicate.of.values.map(Number) }];
      break;
  }
  throw new Error(`Not a bound of a number: ${predicate.op}`);
}

/** Whether a number is within all bounds. */
export function satisfies(bounds: readonly Bound[], number: number): boolean {
  return bounds.every((bound) => isWithin(bound, number));
}

function isWithin(bound: Bound, number: number): boolean {
  switch (bound.cmp) {
    case 'lt':
      return number < bound.value;
    case 'lte':
      return number <= bound.value;
    case 'gt':
      return number > bound.value;
    case 'gte':
      return number >= bound.value;
    case 'in':
      return bound.values.includes(number);
    case 'not_in':
      return !bound.values.includes(number);
  }
}

/** Some whole number from `low` to `high` that is within all bounds; undefined when there is none. */
export function wholeNumberWithin(
  bounds: readonly Bound[],
  low: number,
  high = Number.POSITIVE_INFINITY,
): number | undefined {
  const named = bounds.flatMap((bound) => ('values' in bound ? bound.values : [bound.value]));
  // Bounds change their answer only at the numbers they name, so their neighbours stand for all others.
  const candidates = named.flatMap((number) =>
    [-1, 0, 1].flatMap((by) => [Math.floor(number) + by, Math.ceil(number) + by]),
  );
  return [low, ...(Number.isFinite(high) ? [high] : []), ...candidates]
    .filter((number) => number >= low && number <= high)
    .sort((a, b) => a - b)
    .find((number) => satisfies(bounds, number));
}
