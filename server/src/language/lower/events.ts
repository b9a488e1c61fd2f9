/** Event rules as leaves of the plan. */
import type { At, DidNotRule, DidRule, Measure, Step } from '../model.ts';
import type { EventSource, EventsLeaf, LocalTime, Plan, PlanMeasure, PlanStep } from '../plan.ts';
import { type Clock, eventSpan, shift } from '../values/index.ts';
import { lowerBounds, satisfies } from './bounds.ts';
import { NOBODY } from './lowering.ts';
import { lowerFilters } from './predicates.ts';

/** Which events a rule looks at. */
export function lowerSource(rule: DidRule | DidNotRule, clock: Clock): EventSource {
  const where = lowerFilters(rule.where, clock);
  return {
    events: names(rule),
    ...(where === undefined ? {} : { where }),
    span: eventSpan(rule.window, clock),
    ...(rule.at === undefined ? {} : { at: lowerAt(rule.at) }),
  };
}

function names({ events }: { readonly events: readonly { readonly name: string }[] }): readonly string[] {
  return [...new Set(events.map(({ name }) => name))];
}

function lowerAt({ hours, weekdays, monthdays }: At): LocalTime {
  return {
    ...(hours === undefined ? {} : { hours }),
    ...(weekdays === undefined ? {} : { weekdays }),
    ...(monthdays === undefined ? {} : { monthdays }),
  };
}

/** A `did`: at least one qualifying event, and every measure. */
export function lowerDid(rule: DidRule, clock: Clock): Plan {
  const measures = rule.measures.map((measure) => lowerMeasure(measure, clock));
  if (measures.includes('never')) return NOBODY;
  const having = lowerFilters(rule.having, clock);
  const leaf: EventsLeaf = {
    node: 'events',
    source: lowerSource(rule, clock),
    ...(rule.occurrence === undefined
      ? {}
      : { occurrence: { which: rule.occurrence, ...(having === undefined ? {} : { having }) } }),
    measures: measures.filter((measure) => measure !== 'always' && measure !== 'never'),
  };
  return leaf;
}

/** Over an undeclared property a measure is decided at once: no event has it. */
function lowerMeasure(measure: Measure, clock: Clock): PlanMeasure | 'always' | 'never' {
  const bounds = lowerBounds(measure.bounds);
  switch (measure.kind) {
    case 'count':
    case 'days':
    case 'share':
      return { kind: measure.kind, bounds };
    case 'regularly': {
      const { every, periods } = measure;
      const edges = Array.from({ length: periods + 1 }, (_, k) =>
        k === 0 ? clock.asOf : shift(clock.asOf, every, clock.timezone, -k),
      );
      return { kind: 'regularly', edges, bounds };
    }
    default: {
      const { property } = measure.of;
      if (property === undefined) return measure.kind === 'distinct' && satisfies(bounds, 0) ? 'always' : 'never';
      return { kind: measure.kind, column: { name: property.name, type: property.type }, bounds };
    }
  }
}

/** A step of a sequence. Its `within` stays a duration: it counts from an event. */
export function lowerStep(step: Step, clock: Clock): PlanStep {
  const { same } = step;
  // Missing never equals, so with an undeclared property no event qualifies.
  const impossible = same !== undefined && same.property === undefined;
  const where = impossible ? ({ op: 'never' } as const) : lowerFilters(step.where, clock);
  const column = same?.property;
  return {
    did: step.did,
    events: names(step),
    ...(where === undefined ? {} : { where }),
    ...(step.at === undefined ? {} : { at: lowerAt(step.at) }),
    ...(step.within === undefined ? {} : { within: { amount: step.within.amount, unit: step.within.unit } }),
    ...(column === undefined ? {} : { same: { name: column.name, type: column.type } }),
  };
}
