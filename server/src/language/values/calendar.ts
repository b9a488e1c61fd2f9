/**
 * Instants and the calendar of a time zone. Skipped local times move later by the gap, repeated ones are the earlier
 * (Temporal's “compatible”); going back a month keeps the day or takes the month's last.
 */
import { Temporal } from 'temporal-polyfill';
import type { Duration } from '../model.ts';

/** The furthest instants that a date can hold, in milliseconds. */
const FURTHEST = 8.64e15;

const TEMPORAL_UNITS = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks', mo: 'months', y: 'years' } as const;

/** The instant's date and time on the zone's clocks. */
export function localTime(instant: number, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone);
}

/** `instant ± times × duration`, at once and not step by step. */
export function shift(instant: number, duration: Duration, timezone: string, times: number): number {
  const amount = duration.amount * times;
  try {
    return localTime(instant, timezone).add({ [TEMPORAL_UNITS[duration.unit]]: amount }).epochMilliseconds;
  } catch {
    return Math.sign(amount) * FURTHEST;
  }
}

/** The first instant of a local day. */
export function startOfDay(day: Temporal.PlainDate, timezone: string): number {
  return day.toZonedDateTime(timezone).epochMilliseconds;
}

/** The first instant of the local day after. */
export function startOfNextDay(day: Temporal.PlainDate, timezone: string): number {
  try {
    return startOfDay(day.add({ days: 1 }), timezone);
  } catch {
    return FURTHEST;
  }
}

/** True when the name is a time zone that dates can be computed in. */
export function isTimeZone(name: string): boolean {
  try {
    localTime(0, name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
