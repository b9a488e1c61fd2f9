/** Instants and windows: what `within`, `before`, `after`, `between`, `on`, … include. */
import {
  addMonths,
  type Calendar,
  type Day,
  type Duration,
  dateOf,
  dayFrom,
  isLeapYear,
  weekdayOf,
} from './calendar.ts';
import type { Doc } from './input.ts';

/** The one instant of an evaluation, and the zone that local time is of. */
export interface Clock {
  readonly asOf: number;
  readonly calendar: Calendar;
}

export type Moment =
  | { readonly kind: 'day'; readonly day: Day }
  | { readonly kind: 'instant'; readonly at: number }
  | { readonly kind: 'ago'; readonly duration: Duration };

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})?$/;
const DURATION = /^(\d+)(mo|m|h|d|w|y)$/;

export function parseDuration(text: unknown): Duration | undefined {
  const match = DURATION.exec(String(text));
  return match ? { amount: Number(match[1]), unit: match[2] as Duration['unit'] } : undefined;
}

export function parseMoment(text: unknown, calendar: Calendar): Moment | undefined {
  const duration = parseDuration(text);
  if (duration) return { kind: 'ago', duration };
  const date = DATE.exec(String(text));
  if (date) {
    const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
    const found = dateOf(dayFrom(year, month, day));
    return found.month === month && found.day === day ? { kind: 'day', day: dayFrom(year, month, day) } : undefined;
  }
  const time = DATE_TIME.exec(String(text));
  if (!time) return undefined;
  const [year, month, day, hour, minute, second] = time.slice(1, 7).map((part) => Number(part ?? 0));
  const milliseconds = Number((time[7] ?? '').padEnd(3, '0'));
  const wall = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!, milliseconds);
  const offset = time[8];
  if (offset === undefined) return { kind: 'instant', at: calendar.instant(wall) };
  if (offset === 'Z') return { kind: 'instant', at: wall };
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return { kind: 'instant', at: wall - (offset.startsWith('-') ? -minutes : minutes) * 60_000 };
}

const WINDOWS = ['within', 'between', 'before', 'after'];

/** Whether an event at this instant is in the rule's one window; without a window every instant is. */
export function inWindow(at: number, rule: Doc, clock: Clock): boolean {
  return WINDOWS.every((key) => rule[key] === undefined || inSpan(at, key, rule[key], clock));
}

export function inSpan(at: number, key: string, operand: unknown, clock: Clock): boolean {
  const { asOf, calendar } = clock;
  const ago = (duration: Duration) => calendar.shift(asOf, duration, -1);
  switch (key) {
    case 'within': {
      const duration = parseDuration(operand);
      if (duration) return at > ago(duration) && at <= asOf;
      const [first, next] = period(String(operand), calendar.dayOf(asOf));
      return at >= calendar.dayStart(first) && at < calendar.dayStart(next) && at <= asOf;
    }
    case 'within_next': {
      const duration = parseDuration(operand)!;
      return at > asOf && at <= calendar.shift(asOf, duration, 1);
    }
    case 'before': {
      const moment = parseMoment(operand, calendar)!;
      if (moment.kind === 'ago') return at <= ago(moment.duration);
      return at < (moment.kind === 'day' ? calendar.dayStart(moment.day) : moment.at);
    }
    case 'after': {
      const moment = parseMoment(operand, calendar)!;
      if (moment.kind === 'ago') throw new Error('A duration after `after` is an error');
      return at >= (moment.kind === 'day' ? calendar.dayStart(moment.day) : moment.at);
    }
    case 'between': {
      const [low, high] = (operand as readonly unknown[]).map((end) => parseMoment(end, calendar)!);
      if (low!.kind === 'ago' && high!.kind === 'ago') return at > ago(low!.duration) && at <= ago(high!.duration);
      if (low!.kind === 'ago' || high!.kind === 'ago') throw new Error('A duration mixes with nothing');
      const from = low!.kind === 'day' ? calendar.dayStart(low!.day) : low!.at;
      const to = high!.kind === 'day' ? calendar.dayStart(high!.day + 1) : high!.at;
      return at >= from && at < to;
    }
    case 'on': {
      const moment = parseMoment(operand, calendar);
      return moment?.kind === 'day' && calendar.dayOf(at) === moment.day;
    }
    default:
      throw new Error(`Not a window: ${key}`);
  }
}

/** First day, and the day after the last. */
function period(name: string, today: Day): readonly [Day, Day] {
  const { year, month } = dateOf(today);
  const week = today - weekdayOf(today);
  const monthStart = dayFrom(year, month, 1);
  const quarter = dayFrom(year, month - ((month - 1) % 3), 1);
  switch (name) {
    case 'today':
      return [today, today + 1];
    case 'yesterday':
      return [today - 1, today];
    case 'this_week':
      return [week, week + 7];
    case 'last_week':
      return [week - 7, week];
    case 'this_month':
      return [monthStart, addMonths(monthStart, 1)];
    case 'last_month':
      return [addMonths(monthStart, -1), monthStart];
    case 'this_quarter':
      return [quarter, addMonths(quarter, 3)];
    case 'last_quarter':
      return [addMonths(quarter, -3), quarter];
    case 'this_year':
      return [dayFrom(year, 1, 1), dayFrom(year + 1, 1, 1)];
    case 'last_year':
      return [dayFrom(year - 1, 1, 1), dayFrom(year, 1, 1)];
    default:
      throw new Error(`Not a period: ${name}`);
  }
}

/** Whether month and day of the date come back from today to the day of `as_of + duration`, both included. */
export function recursWithin(at: number, operand: unknown, { asOf, calendar }: Clock): boolean {
  const born = dateOf(calendar.dayOf(at));
  const last = calendar.dayOf(calendar.shift(asOf, parseDuration(operand)!, 1));
  for (let day = calendar.dayOf(asOf); day <= last; day++) {
    const { year, month, day: dayOfMonth } = dateOf(day);
    if (born.month === 2 && born.day === 29 && !isLeapYear(year)) {
      if (month === 3 && dayOfMonth === 1) return true;
    } else if (month === born.month && dayOfMonth === born.day) return true;
  }
  return false;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The event's own local hour, weekday and day of the month. */
export function atLocalTime(at: number, rule: Doc, { calendar }: Clock): boolean {
  if (rule['at'] === undefined) return true;
  const { hours, weekdays, monthdays } = rule['at'] as Doc;
  const wall = calendar.wall(at);
  const day = calendar.dayOf(at);
  if (hours !== undefined) {
    const [first, last] = hours as [number, number];
    const hour = wall.getUTCHours();
    const inside = first < last ? hour >= first && hour < last : hour >= first || hour < last;
    if (!inside) return false;
  }
  if (weekdays !== undefined && !(weekdays as string[]).includes(WEEKDAYS[weekdayOf(day)]!)) return false;
  return monthdays === undefined || (monthdays as number[]).includes(dateOf(day).day);
}
