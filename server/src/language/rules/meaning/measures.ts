/** Measures that no events can satisfy, or all do. */
import { report } from '../../checks/check.ts';
import { alwaysHolds } from '../../checks/meaning/always-holds.ts';
import { neverHolds } from '../../checks/meaning/never-holds.ts';
import { lowerBounds, satisfies, wholeNumberWithin } from '../../lower/bounds.ts';
import type { DidRule, Measure } from '../../model.ts';
import type { Bound } from '../../plan.ts';
import type { RuleContext } from '../context.ts';

/** Which numbers a measure can come to. */
interface Domain {
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
  readonly lowIncluded: boolean;
  /** What the numbers are, for messages. */
  readonly said: string;
}

export function checkMeasures(rule: DidRule, context: RuleContext): void {
  for (const measure of rule.measures) {
    const domain = domainOf(measure, rule);
    const bounds = lowerBounds(measure.bounds);
    if (!canHold(bounds, domain)) {
      const reason = `it is ${domain.said}. Change its bounds.`;
      context.report(report(neverHolds, measure.range, { what: measure.kind, reason, part: 'measure' }));
    } else if (alwaysWithin(bounds, domain)) {
      const reason = `it is ${domain.said} in any case.`;
      context.report(report(alwaysHolds, measure.range, { what: measure.kind, reason, part: 'measure' }));
    }
  }
}

const INFINITE = Number.POSITIVE_INFINITY;

function domainOf(measure: Measure, rule: DidRule): Domain {
  switch (measure.kind) {
    case 'count':
    case 'days':
      return rule.occurrence === undefined
        ? { low: 1, high: INFINITE, whole: true, lowIncluded: true, said: 'at least 1' }
        : { low: 1, high: 1, whole: true, lowIncluded: true, said: '1, since occurrence looks at one event' };
    case 'regularly':
      return { low: 0, high: measure.periods, whole: true, lowIncluded: true, said: `from 0 to ${measure.periods}` };
    case 'distinct':
      return { low: 0, high: INFINITE, whole: true, lowIncluded: true, said: 'a whole number from 0 on' };
    case 'share':
      return { low: 0, high: 1, whole: false, lowIncluded: false, said: 'above 0 and at most 1' };
    default:
      return { low: -INFINITE, high: INFINITE, whole: false, lowIncluded: true, said: 'one number' };
  }
}

function canHold(bounds: readonly Bound[], domain: Domain): boolean {
  if (domain.whole) return wholeNumberWithin(bounds, domain.low, domain.high) !== undefined;
  return candidates(bounds, domain).some((number) => satisfies(bounds, number));
}

function alwaysWithin(bounds: readonly Bound[], domain: Domain): boolean {
  const all = candidates(bounds, domain);
  return all.length > 0 && all.every((number) => satisfies(bounds, number));
}

/** Numbers of the domain that stand for all others: bounds answer differently only at those they name. */
function candidates(bounds: readonly Bound[], { low, high, whole, lowIncluded }: Domain): readonly number[] {
  const ends = [low, high].filter(Number.isFinite);
  const named = [...bounds.flatMap((bound) => ('values' in bound ? bound.values : [bound.value])), ...ends];
  const sorted = [...new Set(named)].sort((a, b) => a - b);
  const near = whole
    ? sorted.flatMap((number) => [Math.floor(number) - 1, Math.floor(number), Math.ceil(number), Math.ceil(number) + 1])
    : [
        ...sorted,
        ...sorted.slice(1).map((number, index) => (number + (sorted[index] ?? number)) / 2),
        (sorted[0] ?? 0) - 1,
        (sorted.at(-1) ?? 0) + 1,
      ];
  return near.filter((number) => number <= high && (lowIncluded ? number >= low : number > low));
}
