/** Windows fixed to an `as_of`: which instants they include. */
import type { Temporal } from 'temporal-polyfill';
import type { Period, Window } from '../model.ts';
import type { Span } from '../plan.ts';
import { localTime, shift, startOfDay } from './calendar.ts';
import { momentEnd, momentStart } from './moment.ts';

/** One end of a stretch of time. */
export interface Edge {
  readonly at: number;
  readonly included: boolean;
}

/** A stretch of time; an end that is absent is open. */
export interface Instants {
  readonly after?: Edge;
  readonly until?: Edge;
}

/** What windows are fixed to. */
export interface Clock {
  readonly asOf: number;
  readonly timezone: string;
}

const included = (at: number): Edge => ({ at, included: true });
const excluded = (at: number): Edge => ({ at, included: false });

/** The instants of a window. An anniversary is no stretch of time: see `recurringDays`. */
export function windowInstants(window: Window, clock: Clock): Instants {
  const { asOf, timezone } = clock;
  const ago = (duration: Parameters<typeof shift>[1]) => shift(asOf, duration, timezone, -1);
  switch (window.kind) {
    case 'within':
      return { after: excluded(ago(window.duration)), until: included(asOf) };
    case 'period':
      return periodInstants(window.period, clock);
    case 'before-ago':
      return { until: included(ago(window.duration)) };
    case 'before':
      return { until: excluded(momentStart(window.moment, timezone)) };
    case 'after':
      return { after: included(momentStart(window.moment, timezone)) };
    case 'between':
      return {
        after: included(momentStart(window.from, timezone)),
        until: excluded(momentEnd(window.to, timezone)),
      };
    case 'between-ago':
      return { after: excluded(ago(window.from)), until: included(ago(window.to)) };
    case 'on':
      return {
        after: included(momentStart(window.moment, timezone)),
        until: excluded(momentEnd(window.moment, timezone)),
      };
    case 'within-next':
      return { after: excluded(asOf), until: included(shift(asOf, window.duration, timezone, 1)) };
    case 'anniversary':
      throw new Error('An anniversary is not a stretch of time.');
  }
}

/** The instants of events in a window: later than `as_of` there are none. */
export function eventSpan(window: Window | undefined, clock: Clock): Span {
  const now = included(clock.asOf);
  if (window === undefined) return { until: now };
  const { after, until } = windowInstants(window, clock);
  const end = until === undefined || until.at > clock.asOf ? now : until;
  return after === undefined ? { until: end } : { after, until: end };
}

function periodInstants(period: Period, clock: Clock): Instants {
  const today = localTime(clock.asOf, clock.timezone).toPlainDate();
  const [first, next] = periodDays(period, today);
  const end = startOfDay(next, clock.timezone);
  return {
    after: included(startOfDay(first, clock.timezone)),
    until: end > clock.asOf ? included(clock.asOf) : excluded(end),
  };
}

/** The first day of a period, and the first after it. */
function periodDays(period: Period, today: Temporal.PlainDate): readonly [Temporal.PlainDate, Temporal.PlainDate] {
  const last = period === 'yesterday' || period.startsWith('last_') ? -1 : 0;
  const stretch = (
    start: Temporal.PlainDate,
    unit: { days?: number; weeks?: number; months?: number; years?: number },
  ) => {
    const times = (n: number) => Object.fromEntries(Object.entries(unit).map(([name, amount]) => [name, amount * n]));
    return [start.add(times(last)), start.add(times(last + 1))] as const;
  };
  switch (period) {
    case 'today':
    case 'yesterday':
      return stretch(today, { days: 1 });
    case 'this_week':
    case 'last_week':
      return stretch(today.subtract({ days: today.dayOfWeek - 1 }), { weeks: 1 });
    case 'this_month':
    case 'last_month':
      return stretch(today.with({ day: 1 }), { months: 1 });
    case 'this_quarter':
    case 'last_quarter':
      return stretch(today.with({ day: 1, month: today.month - ((today.month - 1) % 3) }), { months: 3 });
    case 'this_year':
    case 'last_year':
      return stretch(today.with({ day: 1, month: 1 }), { years: 1 });
  }
}

/**
 * `MM-DD` of the days whose anniversary falls from the local day of `as_of` to that of `as_of + duration`.
 * 29 February recurs on 1 March in other years.
 */
export function recurringDays(duration: Parameters<typeof shift>[1], clock: Clock): readonly string[] {
  const first = localTime(clock.asOf, clock.timezone).toPlainDate();
  const last = localTime(shift(clock.asOf, duration, clock.timezone, 1), clock.timezone).toPlainDate();
  const days = new Set<string>();
  // Any 366 days in a row hold every anniversary.
  for (let n = 0; n < 366; n++) {
    const day = first.add({ days: n });
    if (day.since(last).sign > 0) break;
    days.add(day.toString().slice(-5));
    if (day.month === 3 && day.day === 1 && !day.inLeapYear) days.add('02-29');
  }
  return [...days].sort();
}
