/**
 * What a database must be able to say, in the way that most of them say it. A dialect takes `base` and overrides only
 * what differs. Invariant: every function gets fragments and gives one; no state, no knowledge of plans.
 */
import { bind, type Fragment, integer, join, sql } from '../fragment.ts';

export interface Dialect {
  /** True exactly when the condition is false or NULL: the complement in two-valued logic. */
  isNotTrue(condition: Fragment): Fragment;
  /** The values as a list to stand after IN, however many they are. */
  valueList(values: readonly (string | number | boolean)[]): Fragment;
  /** The texts of one parameter that holds them all, as rows of one column, for lists of ids of any length. */
  textRows(texts: readonly string[]): Fragment;
  /** Whether the JSON array in a column has an element for which the test, given the element, holds. */
  anyElement(array: Fragment, test: (element: Fragment) => Fragment): Fragment;
  /** Unicode lower case. */
  lower(text: Fragment): Fragment;
  contains(text: Fragment, part: string): Fragment;
  startsWith(text: Fragment, part: string): Fragment;
  endsWith(text: Fragment, part: string): Fragment;
  /** RE2 search anywhere in the text. */
  matches(text: Fragment, pattern: string, ignoreCase: boolean): Fragment;
  /** Metres on the sphere between a place in columns and a fixed one. */
  distance(lat: Fragment, lon: Fragment, fromLat: number, fromLon: number): Fragment;
  /** Rounded to 6 decimals, halves away from zero. */
  round6(number: Fragment): Fragment;
  /** The first 8 bytes of SHA-256 of `seed:id` as 16 lower-case hexadecimal digits. */
  sampleKey(seed: string, id: Fragment): Fragment;
  /** Integer division that rounds down, for a dividend that is never negative. */
  divide(dividend: Fragment, divisor: number): Fragment;
  /** Parts of local milliseconds since 1970-01-01T00:00 local time: day of the month, `MM-DD`. */
  monthday(local: Fragment): Fragment;
  monthAndDay(local: Fragment): Fragment;
  /** Local milliseconds moved by calendar months, the day clamped to the month's last, the time of day kept. */
  addMonths(local: Fragment, months: number): Fragment;
}

/** Radius of the sphere in metres. */
export const EARTH_RADIUS = 6_371_008.8;

export const base: Dialect = {
  isNotTrue: (condition) => sql`(${condition}) IS NOT TRUE`,
  valueList: (values) => sql`(${join(values.map(bind), ', ')})`,
  textRows: () => unsupported('textRows'),
  anyElement: () => unsupported('anyElement'),
  lower: (text) => sql`lower(${text})`,
  contains: (text, part) => sql`position(${bind(part)} IN ${text}) > 0`,
  startsWith: (text, part) => sql`substr(${text}, 1, length(${bind(part)})) = ${bind(part)}`,
  endsWith: (text, part) => sql`right(${text}, length(${bind(part)})) = ${bind(part)}`,
  matches: () => unsupported('matches'),
  distance: (lat, lon, fromLat, fromLon) => {
    const sinLat = sql`power(sin(radians(${lat} - ${bind(fromLat)}) / 2), 2)`;
    const sinLon = sql`power(sin(radians(${lon} - ${bind(fromLon)}) / 2), 2)`;
    const chord = sql`${sinLat} + cos(radians(${lat})) * cos(radians(${bind(fromLat)})) * ${sinLon}`;
    return sql`${bind(2 * EARTH_RADIUS)} * asin(least(1.0, sqrt(${chord})))`;
  },
  round6: (number) => sql`ROUND(${number}, 6)`,
  sampleKey: () => unsupported('sampleKey'),
  divide: (dividend, divisor) => sql`(${dividend}) / ${integer(divisor)}`,
  monthday: () => unsupported('monthday'),
  monthAndDay: () => unsupported('monthAndDay'),
  addMonths: () => unsupported('addMonths'),
};

/** A defect of a dialect, found by its tests: the registry's conformance suite runs every node on every dialect. */
function unsupported(feature: keyof Dialect): never {
  throw new Error(`the dialect must override “${feature}”`);
}
