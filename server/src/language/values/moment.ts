/** Dates and date-times as written in rules and in data. A date-time without an offset is local. */
import { Temporal } from 'temporal-polyfill';
import type { Moment } from '../model.ts';
import { startOfDay, startOfNextDay } from './calendar.ts';

const FORM =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

interface Parts {
  readonly date: Temporal.PlainDate;
  readonly time?: Temporal.PlainTime;
  /** Minutes east of UTC. */
  readonly offset?: number;
}

function read(text: string): Parts | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone] = match;
  try {
    const date = Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    );
    if (hour === undefined) return { date };
    const millisecond = Number(fraction.slice(0, 3).padEnd(3, '0'));
    const time = Temporal.PlainTime.from(
      { hour: Number(hour), minute: Number(minute), second: Number(second), millisecond },
      { overflow: 'reject' },
    );
    const offset = zone === undefined ? undefined : offsetMinutes(zone);
    if (Number.isNaN(offset)) return undefined;
    return offset === undefined ? { date, time } : { date, time, offset };
  } catch {
    return undefined;
  }
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** `2026-01-01`, `2026-01-01T18:00`, `2026-01-01T18:00:00+05:30`; undefined for anything else. */
export function parseMoment(text: string): Moment | undefined {
  const parts = read(text);
  return parts && { kind: parts.time === undefined ? 'date' : 'datetime', text };
}

/** The instant of a date-time, or the start of a local day. */
export function parseInstant(text: string, timezone: string): number | undefined {
  const parts = read(text);
  if (parts === undefined) return undefined;
  const { date, time, offset } = parts;
  if (time === undefined) return startOfDay(date, timezone);
  if (offset !== undefined) {
    const utc = date.toZonedDateTime({ timeZone: 'UTC', plainTime: time }).epochMilliseconds;
    return utc - offset * 60_000;
  }
  return date.toZonedDateTime({ timeZone: timezone, plainTime: time }).epochMilliseconds;
}

/** Where a moment begins: its instant, or its local day's start. */
export function momentStart(moment: Moment, timezone: string): number {
  const instant = parseInstant(moment.text, timezone);
  if (instant === undefined) throw new Error(`Not a date or date-time: ${moment.text}`);
  return instant;
}

/** Where a moment ends, itself excluded: its instant, or the start of the day after its local day. */
export function momentEnd(moment: Moment, timezone: string): number {
  const parts = read(moment.text);
  return parts !== undefined && parts.time === undefined
    ? startOfNextDay(parts.date, timezone)
    : momentStart(moment, timezone);
}
