import * as z from 'zod';
import { lowerSegment, shift } from '../../language/index.ts';
import type { Duration } from '../../language/model.ts';
import type { SegmentPlan } from '../../language/plan.ts';
import { usesOf, withReferences } from '../../project/index.ts';
import type { TrendPoint, TrendStep } from '../../protocol/index.ts';
import type { StoreInfo } from '../../store/ports.ts';
import type { Section, SectionSubject } from './section.ts';

/** At most so many points. */
const MOST_POINTS = 90;
/** After so many milliseconds an answer ends and the next one goes on, so that something is soon to be seen. */
const PATIENCE = 250;
/** Up to so many days of data points are by day, up to so many by week. */
const DAYS_BY_DAY = 45;
const DAYS_BY_WEEK = 400;

const STEPS: Readonly<Record<TrendStep, Duration>> = {
  day: { amount: 1, unit: 'd' },
  week: { amount: 1, unit: 'w' },
  month: { amount: 1, unit: 'mo' },
};

export const trend: Section<'trend'> = {
  title: 'Trend',
  summary: 'its size back over the data’s span, with who entered and left',
  options: z.strictObject({
    every: z.optional(z.enum(['day', 'week', 'month'])),
    before: z.optional(z.string().regex(/^\d{1,4}$/)),
  }),
  argument: { name: 'day|week|month', read: (text) => ({ every: text as TrendStep }) },
  async answer(subject, options) {
    const { prepared, snapshot, store } = subject;
    const { plan, segment } = prepared;
    const { firstEvent } = store.info;
    if (firstEvent === undefined) return { unavailable: 'The data holds no events, so nothing changes with time.' };
    const { timezone } = snapshot.schema;
    const every = options.every ?? suitable(plan.asOf, firstEvent, segment.type === 'live');
    const instants = instantsBack(plan.asOf, every, timezone, store.info);
    const begin = Number(options.before ?? 0);
    const points = await pointsFrom(begin, instants, subject);
    const end = begin + points.length;
    return {
      every,
      timezone,
      points,
      of: instants.length,
      next: points.length > 0 && end < instants.length ? String(end) : null,
      live: segment.type === 'live',
      presentProperties: presentProperties(subject),
    };
  },
};

function suitable(asOf: number, firstEvent: number, live: boolean): TrendStep {
  const days = (asOf - firstEvent) / 86_400_000;
  if (days <= (live ? MOST_POINTS : DAYS_BY_DAY)) return 'day';
  return days <= DAYS_BY_WEEK ? 'week' : 'month';
}

/** The instants of the points, the newest first: calendar steps back from `as_of` as far as there are events. */
function instantsBack(asOf: number, every: TrendStep, timezone: string, { firstEvent = asOf }: StoreInfo): number[] {
  const instants = [asOf];
  while (instants.length < MOST_POINTS) {
    const at = shift(asOf, STEPS[every], timezone, -instants.length);
    if (at < firstEvent) break;
    instants.push(at);
  }
  return instants;
}

/** As many points as there is time for, at least one. Each is a question of its own, so that others come between. */
async function pointsFrom(begin: number, instants: readonly number[], subject: SectionSubject): Promise<TrendPoint[]> {
  const { prepared, store, call } = subject;
  const { segment, context, lists } = prepared;
  const plans = new Map<number, SegmentPlan>();
  const planAt = (asOf: number): SegmentPlan => {
    const plan = plans.get(asOf) ?? lowerSegment(segment, { ...context, asOf }).plan;
    plans.set(asOf, plan);
    return plan;
  };
  // The first points come one by one, so that something is soon to be seen; then all others are made ready at once.
  if (begin > 0) await store.prefetch(instants.slice(begin).map(planAt), call);
  const started = performance.now();
  const points: TrendPoint[] = [];
  for (let i = begin; i < instants.length; i++) {
    if (points.length > 0 && performance.now() - started > PATIENCE) break;
    const at = instants[i] as number;
    const earlier = instants[i + 1];
    const after = planAt(at);
    const before = earlier === undefined ? after : planAt(earlier);
    const changed = await store.changes({ lists, before, after, sample: { size: 0, columns: [] } }, call);
    points.push({
      at: new Date(at).toISOString(),
      users: changed.after,
      of: changed.of,
      entered: earlier === undefined ? null : changed.entered,
      left: earlier === undefined ? null : changed.left,
    });
  }
  return points;
}

/** Properties of users that the rules look at, those of segments that it refers to as well. */
function presentProperties({ snapshot, prepared }: SectionSubject): readonly string[] {
  const rules = withReferences(snapshot, prepared.reading.uri).flatMap(
    (uri) => snapshot.reading(uri)?.segment?.where ?? [],
  );
  const names = usesOf(rules).flatMap((use) => (use.kind === 'property' && use.events.length === 0 ? [use.name] : []));
  return [...new Set(names)];
}
