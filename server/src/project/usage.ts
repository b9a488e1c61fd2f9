/** What a project's segments speak of, counted in segments: what is used most comes first where things are offered. */

import { everyRule } from '../language/index.ts';
import type { Condition, Duration, Filter, Measure, Rule, Window } from '../language/model.ts';
import type { SegmentSummary } from './summary.ts';

/** How many segments speak of each thing, by key. */
export type Usage = ReadonlyMap<string, number>;

/** The key of a name; of a property of an event with the event. */
export const nameKey = (kind: string, name: string, event?: string): string =>
  JSON.stringify([kind, event ?? null, name]);

export const operatorKey = (operator: string): string => `operator ${operator}`;

/** The key of a time as it is written: `30d`, `last_week`. */
export const windowKey = (text: string): string => `window ${text}`;

const names = new WeakMap<SegmentSummary, ReadonlySet<string>>();
const all = new WeakMap<SegmentSummary, ReadonlySet<string>>();

/** Keys of the names that a segment's rules speak of, each once. */
export function namesIn(summary: SegmentSummary): ReadonlySet<string> {
  let found = names.get(summary);
  if (!found) {
    found = new Set(
      summary.uses.flatMap((use) =>
        use.kind === 'property'
          ? (use.events.length === 0 ? [undefined] : use.events).map((event) => nameKey('property', use.name, event))
          : [nameKey(use.kind, use.name)],
      ),
    );
    names.set(summary, found);
  }
  return found;
}

/** Keys of the names, operators and times of a segment, each once. */
export function spokenIn(summary: SegmentSummary): ReadonlySet<string> {
  let found = all.get(summary);
  if (!found) {
    found = new Set([...namesIn(summary), ...summary.habits]);
    all.set(summary, found);
  }
  return found;
}

/** Keys of the operators and times of rules, each once. */
export const habitsIn = (rules: readonly Rule[]): readonly string[] => [
  ...new Set([...everyRule(rules)].flatMap(habitsOf)),
];

/** Operators and times of one rule. */
function habitsOf(rule: Rule): readonly string[] {
  switch (rule.kind) {
    case 'user':
      return rule.conditions.flatMap(ofCondition);
    case 'did':
      return [
        ...[...rule.where, ...rule.having].flatMap(ofFilter),
        ...rule.measures.flatMap(ofMeasure),
        ...ofWindow(rule.window),
      ];
    case 'did_not':
      return [...rule.where.flatMap(ofFilter), ...ofWindow(rule.window)];
    case 'sequence':
      return [
        ...rule.steps.flatMap((step) => [
          ...step.where.flatMap(ofFilter),
          ...(step.within ? [windowKey(textOf(step.within))] : []),
        ]),
        ...ofWindow(rule.window),
      ];
    default:
      return [];
  }
}

const ofFilter = (filter: Filter): readonly string[] =>
  filter.kind === 'property' ? filter.conditions.flatMap(ofCondition) : filter.of.flatMap(ofFilter);

const ofMeasure = (measure: Measure): readonly string[] => measure.bounds.flatMap(ofCondition);

const ofCondition = ({ operator, operand }: Condition): readonly string[] => [
  operatorKey(operator),
  ...(operand.kind === 'window' ? ofWindow(operand.window) : []),
];

function ofWindow(window: Window | undefined): readonly string[] {
  switch (window?.kind) {
    case 'within':
    case 'before-ago':
    case 'within-next':
    case 'anniversary':
      return [windowKey(textOf(window.duration))];
    case 'period':
      return [windowKey(window.period)];
    default:
      return [];
  }
}

const textOf = ({ amount, unit }: Duration): string => `${amount}${unit}`;
