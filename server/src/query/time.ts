/**
 * Local time in SQL: the zone's transitions as CASE over instants, local days and hours by integer arithmetic, and
 * calendar addition. Invariant: all of it is integers; `local` is milliseconds since 1970-01-01T00:00 on the local clock.
 */
import type { LocalTime, PlanStep, Span, Zone } from '../language/plan.ts';
import type { CompileContext } from './context.ts';
import { and, bind, type Fragment, integer, join, or, sql } from './fragment.ts';

export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** More than any date is before 1970, in whole weeks: added before a division, which then always rounds down. */
const WEEKS_BEFORE_ALL = 100_000_005 * DAY;

/** The zone as far as events can tell: transitions before the first and after the last of them change nothing. */
export function eventZone(context: CompileContext): Zone {
  const { firstEvent, latestEvent } = context.physical;
  if (firstEvent === undefined || latestEvent === undefined) return { ...context.zone, transitions: [] };
  const last = Math.max(latestEvent, context.asOf);
  let initial = context.zone.initial;
  for (const { at, offset } of context.zone.transitions) if (at <= firstEvent) initial = offset;
  const transitions = context.zone.transitions.filter(({ at }) => at > firstEvent && at <= last);
  return { ...context.zone, initial, transitions };
}

/** The instant as local milliseconds. */
export function toLocal(instant: Fragment, zone: Zone): Fragment {
  if (zone.transitions.length === 0) return zone.initial === 0 ? instant : sql`${instant} + ${integer(zone.initial)}`;
  const cases = zone.transitions
    .toReversed()
    .map(({ at, offset }) => sql`WHEN ${instant} >= ${integer(at)} THEN ${integer(offset)}`);
  return sql`${instant} + CASE ${join(cases, ' ')} ELSE ${integer(zone.initial)} END`;
}

/**
 * The instant of local milliseconds. A local time that is skipped or repeated is read with the offset before the
 * transition: it then moves later by the gap, or is the earlier one.
 */
export function fromLocal(local: Fragment, zone: Zone): Fragment {
  if (zone.transitions.length === 0) return zone.initial === 0 ? local : sql`${local} - ${integer(zone.initial)}`;
  let before = zone.initial;
  const cases = zone.transitions.map(({ at, offset }) => {
    const begins = at + Math.max(before, offset);
    before = offset;
    return sql`WHEN ${local} >= ${integer(begins)} THEN ${integer(offset)}`;
  });
  return sql`${local} - CASE ${join(cases.toReversed(), ' ')} ELSE ${integer(zone.initial)} END`;
}

/** The same clock, never negative, since division rounds towards zero. Few projects have events from before 1970. */
function nonNegative(local: Fragment, context: CompileContext): Fragment {
  const earliest = context.physical.firstEvent ?? 0;
  return earliest >= 2 * DAY ? local : sql`${local} + ${integer(WEEKS_BEFORE_ALL)}`;
}

/** A number for each local day, rising by one a day. */
export function localDay(local: Fragment, context: CompileContext): Fragment {
  return context.dialect.divide(nonNegative(local, context), DAY);
}

/** The event's local wall clock lies in every part given. */
export function inLocalTime(at: LocalTime, instant: Fragment, context: CompileContext): Fragment {
  const { dialect } = context;
  const local = toLocal(instant, eventZone(context));
  const conditions: Fragment[] = [];
  if (at.hours) {
    const [first, last] = at.hours;
    const hour = sql`${dialect.divide(nonNegative(local, context), HOUR)} % 24`;
    const ends = [sql`${hour} >= ${bind(first)}`, sql`${hour} < ${bind(last)}`];
    conditions.push(first < last ? and(ends) : or(ends));
  }
  if (at.weekdays) {
    // Day 0 of the count is a Thursday, as 1970-01-01 was.
    const weekday = sql`(${localDay(local, context)} + 3) % 7 + 1`;
    conditions.push(sql`${weekday} IN ${dialect.valueList(at.weekdays)}`);
  }
  if (at.monthdays) conditions.push(sql`${dialect.monthday(local)} IN ${dialect.valueList(at.monthdays)}`);
  return and(conditions);
}

/** The instant lies in the span. */
export function inSpan(span: Span, instant: Fragment): readonly Fragment[] {
  const conditions: Fragment[] = [];
  if (span.after) conditions.push(sql`${instant} ${span.after.included ? GTE : GT} ${bind(span.after.at)}`);
  conditions.push(sql`${instant} ${span.until.included ? LTE : LT} ${bind(span.until.at)}`);
  return conditions;
}

export const GT: Fragment = { text: '>', params: [] };
export const GTE: Fragment = { text: '>=', params: [] };
export const LT: Fragment = { text: '<', params: [] };
export const LTE: Fragment = { text: '<=', params: [] };

/** About 3000 years, beyond any data: longer durations would leave the range of dates. */
const LONGEST = { m: 1.5e9, h: 2.6e7, d: 1.1e6, w: 156_000, mo: 36_000, y: 3000 } as const;

/** The last instant of a step's `within`, counted from an event's instant. */
export function deadline(
  instant: Fragment,
  within: NonNullable<PlanStep['within']>,
  context: CompileContext,
): Fragment {
  const { unit } = within;
  const amount = Math.min(within.amount, LONGEST[unit]);
  if (unit === 'm') return sql`${instant} + ${integer(amount * 60_000)}`;
  if (unit === 'h') return sql`${instant} + ${integer(amount * HOUR)}`;
  const zone = eventZone(context);
  if (unit === 'd' || unit === 'w') {
    const length = amount * (unit === 'd' ? DAY : 7 * DAY);
    if (zone.transitions.length === 0) return sql`${instant} + ${integer(length)}`;
    return fromLocal(sql`(${toLocal(instant, zone)} + ${integer(length)})`, zone);
  }
  const months = unit === 'mo' ? amount : 12 * amount;
  return fromLocal(sql`(${context.dialect.addMonths(toLocal(instant, zone), months)})`, zone);
}
