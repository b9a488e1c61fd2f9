/** Times of the language in words: `30d` is “30 days”, `within: 30d` is “in the last 30 days”. */
import type { BuilderValue } from '../../../../server/src/protocol/index.ts';
import { formatterFor } from '../../ui/index.ts';
import { type Duration, PERIODS, readDuration, unitName } from './duration.ts';
import { isList } from './values.ts';

/** `2026-01-31`, or with a time `2026-01-31T18:00`. */
export const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(value);

export function isPeriod(value: unknown): value is (typeof PERIODS)[number] {
  return PERIODS.some((period) => period === value);
}

export const sayPeriod = (period: string): string => period.replace('_', ' ');

export function sayDuration({ amount, unit }: Duration): string {
  return `${amount} ${unitName(unit, amount)}`;
}

const day = formatterFor((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }));

/** A moment as people write it; one that cannot be read stays as it stands. */
export function sayMoment(text: string): string {
  const [date = '', time] = text.split('T');
  const instant = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(instant)) return text;
  return time ? `${day.format(instant)}, ${time}` : day.format(instant);
}

/** A time alone: “30 days”, “this month”, “31 Jan 2026”. */
export function sayTime(value: BuilderValue): string | undefined {
  const duration = readDuration(value);
  if (duration) return sayDuration(duration);
  if (isPeriod(value)) return sayPeriod(value);
  return typeof value === 'string' ? sayMoment(value) : undefined;
}

/** A key with its time, as it is said in a sentence. Undefined: it is none of the known ones, or not all of it is given. */
export function sayTimeKey(key: string, value: BuilderValue): string | undefined {
  const [low, high] = isList(value) ? value.map(sayTime) : [];
  const one = isList(value) ? undefined : sayTime(value);
  const isAgo = readDuration(isList(value) ? value[0] : value) !== undefined;
  if (key === 'between') {
    if (low === undefined || high === undefined) return undefined;
    return isAgo ? `between ${low} and ${high} ago` : `between ${low} and ${high}`;
  }
  if (one === undefined) return undefined;
  switch (key) {
    case 'within':
      return isAgo ? `in the last ${one}` : one;
    case 'not_within':
      return isAgo ? `not in the last ${one}` : `not ${one}`;
    case 'within_next':
      return `in the next ${one}`;
    case 'anniversary_within_next':
      return `recurs in the next ${one}`;
    case 'before':
      return isAgo ? `more than ${one} ago` : `before ${one}`;
    case 'after':
      return `from ${one} on`;
    case 'on':
      return `on ${one}`;
    default:
      return undefined;
  }
}
