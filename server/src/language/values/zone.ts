/** A time zone as plain offsets, for local days and hours where there is no calendar (SQL). */
import { Temporal } from 'temporal-polyfill';
import type { Zone } from '../plan.ts';

/** Before this no zone had a standard time; what lies before counts with the zone's first offset. */
const BEGINNING = Date.UTC(1840, 0, 1);
/** Filled once a zone: to find transitions is slow. Bounded by the number of zones. */
const known = new Map<string, { readonly until: number; readonly zone: Zone }>();

/** Offsets of a zone from the beginning up to two years after `as_of`. */
export function zoneOf(timezone: string, asOf: number): Zone {
  const end = shiftYears(asOf, 2);
  let entry = known.get(timezone);
  if (entry === undefined || entry.until < end) {
    const until = Math.max(end, Date.UTC(2050, 0, 1));
    entry = { until, zone: readZone(timezone, until) };
    known.set(timezone, entry);
  }
  const { name, initial, transitions } = entry.zone;
  return { name, initial, transitions: transitions.filter(({ at }) => at <= end) };
}

function shiftYears(instant: number, years: number): number {
  const date = new Date(instant);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.getTime();
}

function readZone(timezone: string, until: number): Zone {
  const offsetOf = (time: Temporal.ZonedDateTime) => Math.round(time.offsetNanoseconds / 1e6);
  let time: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(BEGINNING).toZonedDateTimeISO(timezone);
  const initial = offsetOf(time);
  const transitions: { at: number; offset: number }[] = [];
  for (;;) {
    time = time.getTimeZoneTransition('next');
    if (time === null || time.epochMilliseconds > until) break;
    const offset = offsetOf(time);
    // Some transitions change the abbreviation alone.
    if (offset !== (transitions.at(-1)?.offset ?? initial)) transitions.push({ at: time.epochMilliseconds, offset });
  }
  return { name: timezone, initial, transitions };
}
