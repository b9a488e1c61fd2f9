/** The measures of a `did`: what must hold over its qualifying events. */
import { report } from '../checks/check.ts';
import { missingKey } from '../checks/missing-key.ts';
import { inexactEquality } from '../checks/rules/inexact-equality.ts';
import { invalidDuration } from '../checks/rules/invalid-duration.ts';
import { measureNotForType } from '../checks/rules/measure-not-for-type.ts';
import type { Condition, EventUse, Measure, PropertyUse } from '../model.ts';
import { boundOperators, isListType } from '../operators/index.ts';
import { suggest } from '../schema/suggest.ts';
import type { Entry, MapNode } from '../syntax/tree.ts';
import { readInteger } from './at.ts';
import { readBounds } from './conditions.ts';
import type { RuleContext } from './context.ts';
import { type Fields, keyText, present, readFields, readMap, readText } from './fields.ts';
import { useEventProperty } from './names.ts';
import { readDuration } from './read-window.ts';

export const MEASURES = ['count', 'days', 'sum', 'avg', 'min', 'max', 'distinct', 'regularly', 'share'] as const;
type MeasureKind = Measure['kind'];

const OPERATOR_IDS = boundOperators.map(({ id }) => id);
/** More stretches than anyone means, and as many as can be counted. */
const MOST_PERIODS = 1000;

/** The measures of a rule, in the order in which they stand. */
export function readMeasures(fields: Fields, events: readonly EventUse[], context: RuleContext): readonly Measure[] {
  const entries = MEASURES.flatMap((name) => fields.get(name) ?? []);
  entries.sort((a, b) => a.range.start - b.range.start);
  return entries.flatMap((entry) => readMeasure(entry, keyText(entry) as MeasureKind, events, context) ?? []);
}

function readMeasure(
  entry: Entry,
  kind: MeasureKind,
  events: readonly EventUse[],
  context: RuleContext,
): Measure | undefined {
  const node = readMap(entry, NEEDS[kind], context, (scalar) =>
    kind === 'count' || kind === 'days' ? `{gte: ${scalar.source}}` : NEEDS[kind].replace(/^.*such as /, ''),
  );
  if (node === undefined) return undefined;
  switch (kind) {
    case 'count':
    case 'days':
    case 'share': {
      const bounds = readBounds(fieldsOf(node, [], kind, context), kind, node.range, context);
      return { kind, bounds, range: entry.range };
    }
    case 'regularly':
      return readRegularly(entry, node, context);
    default:
      return readOfProperty(entry, node, kind, events, context);
  }
}

const NEEDS: Readonly<Record<MeasureKind, string>> = {
  count: 'a bound such as {gte: 3}',
  days: 'a bound such as {gte: 3}',
  share: 'a bound such as {gte: 0.5}',
  sum: 'a property and a bound such as {of: amount, gte: 100}',
  avg: 'a property and a bound such as {of: amount, gte: 100}',
  min: 'a property and a bound such as {of: amount, gte: 100}',
  max: 'a property and a bound such as {of: amount, gte: 100}',
  distinct: 'a property and a bound such as {of: category, gte: 3}',
  regularly: 'stretches and a bound such as {every: 7d, periods: 4, gte: 3}',
};

function fieldsOf(node: MapNode, keys: readonly string[], kind: MeasureKind, context: RuleContext): Fields {
  return readFields(node, keys, `“${kind}”`, context, { operators: OPERATOR_IDS });
}

function readOfProperty(
  entry: Entry,
  node: MapNode,
  kind: 'sum' | 'avg' | 'min' | 'max' | 'distinct',
  events: readonly EventUse[],
  context: RuleContext,
): Measure | undefined {
  const fields = fieldsOf(node, ['of'], kind, context);
  const bounds = readBounds(fields, kind, node.range, context);
  reportEquality(kind, bounds, context);
  const of = fields.get('of');
  if (of === undefined) {
    const where = `“${kind}”`;
    context.report(report(missingKey, entry.key.range, { key: 'of', where }));
    return undefined;
  }
  const named = present(of, 'the name of a property', context);
  const name = named && readText(named, 'of', context);
  if (named === undefined || name === undefined) return undefined;
  const property = useEventProperty(name, named.range, events, context);
  return isMeasurable(kind, property, events, context) ? { kind, of: property, bounds, range: entry.range } : undefined;
}

function reportEquality(kind: MeasureKind, bounds: readonly Condition[], context: RuleContext): void {
  if (kind !== 'sum' && kind !== 'avg') return;
  for (const { operator, keyRange } of bounds) {
    if (operator === 'is' || operator === 'is_not' || operator === 'in' || operator === 'not_in') {
      const measure = kind === 'sum' ? 'sum' : 'average';
      context.report(report(inexactEquality, keyRange, { measure, operator }));
    }
  }
}

function isMeasurable(kind: MeasureKind, use: PropertyUse, events: readonly EventUse[], context: RuleContext): boolean {
  const type = use.property?.type;
  if (type === undefined) return true;
  const fits = kind === 'distinct' ? !isListType(type) : type === 'number';
  if (fits) return true;
  const takes = kind === 'distinct' ? 'any property but a list' : 'a number';
  const numbers = events.flatMap(({ event }) =>
    [...(event?.properties.values() ?? [])].filter((each) => each.type === 'number'),
  );
  const near = suggest(use.name, numbers);
  const names = [...new Set(numbers.map(({ name }) => name))];
  const suggestions = kind === 'distinct' ? [] : near.length > 0 ? near : names.length === 1 ? names : [];
  const data = { measure: kind, of: use.name, type, takes, suggestions };
  context.report(report(measureNotForType, use.range, data, { suggestions }));
  return false;
}

function readRegularly(entry: Entry, node: MapNode, context: RuleContext): Measure | undefined {
  const fields = fieldsOf(node, ['every', 'periods'], 'regularly', context);
  const bounds = readBounds(fields, 'regularly', node.range, context);
  const part = (name: string, needs: string) => {
    const found = fields.get(name);
    if (found === undefined) context.report(report(missingKey, entry.key.range, { key: name, where: '“regularly”' }));
    return found && present(found, needs, context);
  };
  const everyNode = part('every', 'a duration such as 7d');
  const periodsNode = part('periods', 'a number such as 4');
  const every = everyNode && readDuration(everyNode, 'every', 'instant', context);
  const periods = periodsNode && readInteger(periodsNode, 'periods', 'The number of periods', 1, MOST_PERIODS, context);
  if (every?.amount === 0) {
    const data = { key: 'every', text: '0', reason: 'a stretch must last', suggestions: [] };
    context.report(report(invalidDuration, everyNode!.range, data));
    return undefined;
  }
  return every === undefined || periods === undefined
    ? undefined
    : { kind: 'regularly', every, periods, bounds, range: entry.range };
}
