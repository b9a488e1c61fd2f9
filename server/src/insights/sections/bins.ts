/** Ranges that numbers and times are counted in. */
import { nice, ticks } from 'd3-array';
import type { Temporal } from 'temporal-polyfill';
import { localTime } from '../../language/index.ts';
import type { NumberSpread } from '../../store/ports.ts';

export interface Bins {
  /** Ascending; times in milliseconds. */
  readonly edges: readonly number[];
  /** One fewer. Null ends are open: they hold all that lies beyond. */
  readonly bins: readonly {
    readonly label: string;
    readonly from: string | number | null;
    readonly to: string | number | null;
  }[];
}

/**
 * About so many bins with round edges over where most values lie: what is far away from the middle half (three times
 * its width, as boxplots call it far out) goes into open bins at the ends, so that one strange value does not make all
 * others one bin. Undefined for a spread of one value.
 */
export function binsOf(
  spread: NumberSpread,
  kind: 'number' | 'time',
  count: number,
  timezone: string,
): Bins | undefined {
  const { min, lowerQuartile: lower, upperQuartile: upper, max } = spread;
  const reach = 3 * (upper - lower);
  const [low, high] = reach > 0 ? [Math.max(min, lower - reach), Math.min(max, upper + reach)] : [min, max];
  if (!(high > low)) return undefined;
  const times = kind === 'time' ? timeEdges(low, high, count, timezone) : undefined;
  const edges = times?.edges ?? numberEdges(low, high, count);
  const last = edges.length - 2;
  const label = times ? (at: number) => times.label(localTime(at, timezone)) : (at: number) => numbers.format(at);
  const shown = times ? (at: number) => new Date(at).toISOString() : (at: number) => at;
  return {
    edges,
    bins: Array.from({ length: last + 1 }, (_, i) => {
      const [from, to] = [edges[i] as number, edges[i + 1] as number];
      if (i === 0 && min < from)
        return { label: `${times ? 'before' : 'below'} ${label(to)}`, from: null, to: shown(to) };
      if (i === last && max > to)
        return { label: `${label(from)} and ${times ? 'later' : 'more'}`, from: shown(from), to: null };
      return {
        label: times?.single ? label(from) : `${label(from)} – ${label(to)}`,
        from: shown(from),
        to: shown(to),
      };
    }),
  };
}

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });

function numberEdges(low: number, high: number, count: number): readonly number[] {
  const [from, to] = nice(low, high, count);
  return ticks(from, to, count);
}

interface Unit {
  /** Days, about. */
  readonly days: number;
  readonly step: Temporal.DurationLike;
  readonly floor: (at: Temporal.ZonedDateTime) => Temporal.ZonedDateTime;
  readonly label: (at: Temporal.ZonedDateTime) => string;
  /** The label of its beginning names the whole range. */
  readonly single: boolean;
}

const day = (at: Temporal.ZonedDateTime) => at.startOfDay();
const month = (at: Temporal.ZonedDateTime) => day(at.with({ day: 1 }));
const years = (length: number): Unit => ({
  days: 365 * length,
  step: { years: length },
  floor: (at) => day(at.with({ year: Math.floor(at.year / length) * length, month: 1, day: 1 })),
  label: (at) => String(at.year),
  single: length === 1,
});

const UNITS: readonly Unit[] = [
  {
    days: 1 / 24,
    step: { hours: 1 },
    floor: (at) => at.round({ smallestUnit: 'hour', roundingMode: 'floor' }),
    label: (at) => `${at.toPlainDate()} ${String(at.hour).padStart(2, '0')}:00`,
    single: true,
  },
  { days: 1, step: { days: 1 }, floor: day, label: (at) => at.toPlainDate().toString(), single: true },
  {
    days: 7,
    step: { weeks: 1 },
    floor: (at) => day(at.subtract({ days: at.dayOfWeek - 1 })),
    label: (at) => at.toPlainDate().toString(),
    single: false,
  },
  {
    days: 30,
    step: { months: 1 },
    floor: month,
    label: (at) => at.toPlainDate().toString().slice(0, 7),
    single: true,
  },
  {
    days: 91,
    step: { months: 3 },
    floor: (at) => month(at.with({ month: at.month - ((at.month - 1) % 3), day: 1 })),
    label: (at) => `${at.year} Q${Math.ceil(at.month / 3)}`,
    single: true,
  },
  years(1),
  years(5),
  years(10),
  years(50),
];

/** Edges at the beginnings of days, weeks, months … on the zone's calendar: the finest that gives no more than `count`. */
function timeEdges(low: number, high: number, count: number, timezone: string) {
  const days = (high - low) / 86_400_000;
  const unit = UNITS.find((each) => days / each.days <= count) ?? years(100);
  const edges: number[] = [];
  const begin = unit.floor(localTime(low, timezone));
  for (let at = begin; ; at = begin.add(times(unit.step, edges.length))) {
    edges.push(at.epochMilliseconds);
    if (at.epochMilliseconds > high || edges.length > 4 * count + 2) break;
  }
  return { edges, label: unit.label, single: unit.single };
}

const times = (step: Temporal.DurationLike, by: number): Temporal.DurationLike =>
  Object.fromEntries(Object.entries(step).map(([unit, amount]) => [unit, Number(amount) * by]));
