/** Durations as written (`30d`) and what can be said about them without an instant. */
import type { Duration } from '../model.ts';

const FORM = /^(\d{1,9})(mo|m|h|d|w|y)$/;
/** Longer than any calendar; keeps every computed instant within what a date can hold. */
const MOST_YEARS = 1000;

const UNIT_WORDS: readonly (readonly [RegExp, Duration['unit']])[] = [
  [/^(mo|mos|mth|mths|months?)$/i, 'mo'],
  [/^(m|min|mins|minutes?)$/i, 'm'],
  [/^(h|hr|hrs|hours?)$/i, 'h'],
  [/^(d|days?)$/i, 'd'],
  [/^(w|wk|wks|weeks?)$/i, 'w'],
  [/^(y|yr|yrs|years?)$/i, 'y'],
];

/** Days that a unit is at least and at most long; hours and minutes are exact. */
const DAYS: Readonly<Record<Duration['unit'], readonly [number, number]>> = {
  m: [1 / 1440, 1 / 1440],
  h: [1 / 24, 1 / 24],
  d: [1, 1],
  w: [7, 7],
  mo: [28, 31],
  y: [365, 366],
};

/** `30m`, `12h`, `7d`, `2w`, `3mo`, `1y`; undefined for anything else and for more than a thousand years. */
export function parseDuration(text: string): Duration | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const duration: Duration = { amount: Number(match[1]), unit: match[2] as Duration['unit'] };
  return duration.amount * DAYS[duration.unit][0] > MOST_YEARS * 366 ? undefined : duration;
}

/** The duration as it is written. */
export function durationText(duration: Duration): string {
  return `${duration.amount}${duration.unit}`;
}

/** What was probably meant: `30 days` -> `30d`, `30` -> `30d`. */
export function suggestDuration(text: string): string | undefined {
  const match = /^\s*(?:last\s+)?(\d{1,9})\s*([a-z]*)\s*(?:ago)?\s*$/i.exec(text);
  if (match === null) return undefined;
  const word = match[2] ?? '';
  const unit = word === '' ? 'd' : UNIT_WORDS.find(([form]) => form.test(word))?.[1];
  const suggestion = unit === undefined ? undefined : `${Number(match[1])}${unit}`;
  return suggestion !== undefined && parseDuration(suggestion) !== undefined ? suggestion : undefined;
}

/** True for hours and minutes, which are exact spans of time and no calendar units. */
export function isUnderADay(duration: Duration): boolean {
  return duration.unit === 'm' || duration.unit === 'h';
}

/** Negative, zero or positive as with `sort`; undefined when it depends on the date (`1mo` and `30d`). */
export function compareDurations(a: Duration, b: Duration): number | undefined {
  const months = (d: Duration) => (d.unit === 'y' ? d.amount * 12 : d.unit === 'mo' ? d.amount : undefined);
  const [aMonths, bMonths] = [months(a), months(b)];
  if (aMonths !== undefined && bMonths !== undefined) return aMonths - bMonths;
  const calendarDays = (d: Duration) => (d.unit === 'w' ? d.amount * 7 : d.unit === 'd' ? d.amount : undefined);
  const [aDays, bDays] = [calendarDays(a), calendarDays(b)];
  if (aDays !== undefined && bDays !== undefined) return aDays - bDays;
  const minutes = (d: Duration) => (d.unit === 'h' ? d.amount * 60 : d.unit === 'm' ? d.amount : undefined);
  const [aMinutes, bMinutes] = [minutes(a), minutes(b)];
  if (aMinutes !== undefined && bMinutes !== undefined) return aMinutes - bMinutes;
  // A day may be two hours short or long where clocks change; months and years vary as the table says.
  const [aLow, aHigh] = extent(a);
  const [bLow, bHigh] = extent(b);
  if (aHigh < bLow) return -1;
  return aLow > bHigh ? 1 : undefined;
}

function extent(duration: Duration): readonly [number, number] {
  const [low, high] = DAYS[duration.unit];
  const slack = isUnderADay(duration) ? 0 : 1 / 12;
  return [duration.amount * low - slack, duration.amount * high + slack];
}
