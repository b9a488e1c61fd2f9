/**
 * Local time of one zone, computed from nothing but the offsets that Intl tells.
 * The rules: a local time that the clock skips moves later by the gap, one that it repeats is the earlier,
 * a skipped day start is the first instant of the day.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A civil date as days since 1970-01-01. */
export type Day = number;

export interface Duration {
  readonly amount: number;
  readonly unit: 'm' | 'h' | 'd' | 'w' | 'mo' | 'y';
}

export interface Calendar {
  /** The wall clock at an instant, written as if it were UTC. */
  wall(instant: number): Date;
  /** The instant at which the wall clock shows this. */
  instant(wall: number): number;
  dayOf(instant: number): Day;
  dayStart(day: Day): number;
  /** Goes `times` durations on (or back). Days and longer are calendar units, shorter ones exact. */
  shift(instant: number, duration: Duration, times: number): number;
}

export function dayFrom(year: number, month: number, day: number): Day {
  return Date.UTC(year, month - 1, day) / DAY;
}

export function dateOf(day: Day): { year: number; month: number; day: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Monday is 0. */
export function weekdayOf(day: Day): number {
  return (new Date(day * DAY).getUTCDay() + 6) % 7;
}

export function isLeapYear(year: number): boolean {
  return new Date(Date.UTC(year, 1, 29)).getUTCDate() === 29;
}

/** The day with `months` more, at most the last of that month. */
export function addMonths(day: Day, months: number): Day {
  const from = dateOf(day);
  const first = new Date(Date.UTC(from.year, from.month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return first.getTime() / DAY + Math.min(from.day, last) - 1;
}

export function calendarOf(zone: string): Calendar {
  const offsetAt = offsetsOf(zone);

  function instant(wall: number): number {
    const before = offsetAt(wall - DAY);
    const after = offsetAt(wall + DAY);
    const readings = [wall - before, wall - after].filter((candidate) => candidate + offsetAt(candidate) === wall);
    if (readings.length > 0) return Math.min(...readings);
    return wall - before;
  }

  function dayOf(at: number): Day {
    return Math.floor((at + offsetAt(at)) / DAY);
  }

  function dayStart(day: Day): number {
    const midnight = instant(day * DAY);
    if (midnight + offsetAt(midnight) === day * DAY) return midnight;
    // Midnight is skipped: halve the stretch that holds the first instant of the day (or of the next, if all of it is).
    let before = midnight - DAY;
    let from = midnight;
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if (dayOf(middle) >= day) from = middle;
      else before = middle;
    }
    return from;
  }

  function shift(at: number, duration: Duration, times: number): number {
    const amount = duration.amount * times;
    if (duration.unit === 'm') return at + amount * MINUTE;
    if (duration.unit === 'h') return at + amount * HOUR;
    if (amount === 0) return at;
    const wall = at + offsetAt(at);
    const day = Math.floor(wall / DAY);
    const time = wall - day * DAY;
    if (duration.unit === 'd') return instant((day + amount) * DAY + time);
    if (duration.unit === 'w') return instant((day + 7 * amount) * DAY + time);
    return instant(addMonths(day, duration.unit === 'y' ? 12 * amount : amount) * DAY + time);
  }

  return { wall: (at) => new Date(at + offsetAt(at)), instant, dayOf, dayStart, shift };
}

/** Offsets change at quarters of an hour, so one look-up serves a quarter. */
function offsetsOf(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (instant) => {
    const quarter = Math.floor(instant / (15 * MINUTE)) * 15 * MINUTE;
    let offset = known.get(quarter);
    if (offset === undefined) {
      const part = new Map(format.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]));
      const get = (name: Intl.DateTimeFormatPartTypes) => part.get(name) ?? 0;
      const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'));
      offset = wall - quarter;
      known.set(quarter, offset);
    }
    return offset;
  };
}
