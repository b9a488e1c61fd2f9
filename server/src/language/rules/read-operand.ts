/** Operands as written, checked against the property they are asked of. */
import { RE2JS } from 're2js';
import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { missingKey } from '../checks/missing-key.ts';
import { invalidDistance } from '../checks/rules/invalid-distance.ts';
import { invalidPattern } from '../checks/rules/invalid-pattern.ts';
import { invalidVersion } from '../checks/rules/invalid-version.ts';
import { outOfRange } from '../checks/rules/out-of-range.ts';
import { unquotedVersion } from '../checks/rules/unquoted-version.ts';
import { valueNotInSet } from '../checks/rules/value-not-in-set.ts';
import type { Operand, Window } from '../model.ts';
import { ranked, rankOf } from '../operators/comparison.ts';
import type { Operator } from '../operators/index.ts';
import type { Property, PropertyType } from '../schema/model.ts';
import { suggest } from '../schema/suggest.ts';
import type { Entry, SyntaxNode } from '../syntax/tree.ts';
import { parseDuration, parseMoment, parseRadius, versionKey } from '../values/index.ts';
import type { RuleContext } from './context.ts';
import { isNothing, keyText, present, readFields, readFlag, readNumber, readText, reportWrong } from './fields.ts';
import {
  readAfter,
  readBefore,
  readBetween,
  readDay,
  readDuration,
  readPast,
  readStretch,
  reportReversed,
  type TimeSubject,
} from './read-window.ts';

/** What an operator is asked of. `type` is absent for an undeclared property: anything may stand there. */
export interface OperandSubject {
  readonly name: string;
  readonly type: PropertyType | undefined;
  readonly property?: Property;
}

type Value = string | number | boolean;

const COMPARISONS: ReadonlySet<string> = new Set(['gt', 'gte', 'lt', 'lte', 'between']);

/** Longer patterns are no rules of people. */
const LONGEST_PATTERN = 2000;

/** The operand of an operator's entry; undefined when it was reported. */
export function readOperand(
  operator: Operator,
  entry: Entry,
  subject: OperandSubject,
  context: RuleContext,
): Operand | undefined {
  const key = keyText(entry);
  const node = present(entry, operator.form === 'values' ? 'at least one value' : 'a value', context);
  if (node === undefined) return undefined;
  const time: TimeSubject = subject.type === 'date' ? 'date' : 'instant';
  switch (operator.form) {
    case 'value':
      return value(readValue(node, key, subject, context));
    case 'values':
      return readValues(node, key, subject, context);
    case 'text':
      return value(readText(node, key, context));
    case 'pattern':
      return value(readPattern(node, key, context));
    case 'flag':
      return value(readFlag(node, key, context));
    case 'range':
      return readRange(node, key, subject, context);
    case 'day':
      return inWindow(readDay(node, key, context));
    case 'past':
      return inWindow(readPast(node, key, time, context));
    case 'ago-or-moment':
      return inWindow(readBefore(node, key, time, context));
    case 'moment':
      return inWindow(readAfter(node, key, context));
    case 'duration': {
      if (operator.id === 'anniversary_within_next') {
        const duration = readDuration(node, key, time, context);
        return inWindow(duration && { kind: 'anniversary', duration });
      }
      const duration = readStretch(node, key, time, context);
      return inWindow(duration && { kind: 'within-next', duration });
    }
    case 'place':
      return readPlace(node, key, context);
  }
}

function value(given: Value | undefined): Operand | undefined {
  return given === undefined ? undefined : { kind: 'value', value: given };
}

function inWindow(window: Window | undefined): Operand | undefined {
  return window === undefined ? undefined : { kind: 'window', window };
}

/** One value of the subject's type, in its set if that is closed. */
function readValue(node: SyntaxNode, key: string, subject: OperandSubject, context: RuleContext): Value | undefined {
  if (isNothing(node)) {
    context.report(report(emptyValue, (node as SyntaxNode).range, { key, needs: 'a value' }));
    return undefined;
  }
  if (node.kind !== 'scalar') return reportWrong(node, key, oneValue(node, key), context);
  const given = readTyped(node, key, subject.type, context);
  // Any number or version bounds a set; only in an ordered one the bound itself must be of the set.
  if (COMPARISONS.has(key) && !isRank(subject)) return given;
  return given === undefined || !isClosedOut(given, node, subject, context) ? given : undefined;
}

function oneValue(node: SyntaxNode, key: string): string {
  if (node.kind !== 'list') return 'one value';
  const several: Readonly<Record<string, string>> = {
    is: 'in',
    is_not: 'not_in',
    includes: 'includes_any',
    excludes: 'none with includes_any',
  };
  return several[key] === undefined ? 'one value' : `one value (for several there is ${several[key]})`;
}

function readTyped(
  node: SyntaxNode & { kind: 'scalar' },
  key: string,
  type: PropertyType | undefined,
  context: RuleContext,
): Value | undefined {
  switch (type) {
    case 'number':
    case 'list<number>':
      return readNumber(node, key, context);
    case 'boolean':
      return readFlag(node, key, context);
    case 'version':
      return readVersion(node, key, context);
    case undefined:
      return node.value ?? undefined;
    default:
      return readText(node, key, context);
  }
}

function readVersion(node: SyntaxNode & { kind: 'scalar' }, key: string, context: RuleContext): string | undefined {
  if (typeof node.value === 'number') {
    context.report(report(unquotedVersion, node.range, { source: node.source }, { suggestions: [`"${node.source}"`] }));
    return undefined;
  }
  const text = readText(node, key, context);
  if (text === undefined || versionKey(text) !== undefined) return text;
  context.report(report(invalidVersion, node.range, { text }));
  return undefined;
}

/** Reports a value that a closed set does not hold. */
function isClosedOut(
  given: Value,
  node: SyntaxNode,
  { name, property }: OperandSubject,
  context: RuleContext,
): boolean {
  const { values, labels } = property ?? {};
  if (values === undefined || property === undefined) return false;
  const known = values.some((each) => each === given || (property.type === 'version' && sameVersion(each, given)));
  if (known) return false;
  const candidates = values.map((each) => {
    const label = labels?.get(String(each));
    return { name: String(each), ...(label === undefined ? {} : { aliases: [label] }) };
  });
  const suggestions = suggest(String(given), candidates);
  const data = { value: String(given), of: name, values: candidates.map((each) => each.name), suggestions };
  context.report(report(valueNotInSet, node.range, data, { suggestions }));
  return true;
}

function sameVersion(a: Value | null, b: Value): boolean {
  return versionKey(String(a)) === versionKey(String(b));
}

function readValues(node: SyntaxNode, key: string, subject: OperandSubject, context: RuleContext): Operand | undefined {
  if (node.kind !== 'list') {
    const replacement = node.kind === 'scalar' ? `[${node.source}]` : undefined;
    return reportWrong(node, key, 'a list of values', context, replacement);
  }
  if (node.items.length === 0) {
    context.report(report(emptyValue, node.range, { key, needs: 'at least one value' }));
    return undefined;
  }
  const values = node.items.map((item) => readValue(item, key, subject, context));
  return values.includes(undefined) ? undefined : { kind: 'values', values: values as (string | number)[] };
}

function readPattern(node: SyntaxNode, key: string, context: RuleContext): string | undefined {
  const pattern = readText(node, key, context);
  if (pattern === undefined) return undefined;
  const reason = pattern.length > LONGEST_PATTERN ? 'it is too long' : patternProblem(pattern);
  if (reason === undefined) return pattern;
  context.report(report(invalidPattern, node.range, { pattern, reason }));
  return undefined;
}

function patternProblem(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.replace(/^error parsing regexp: /, '');
  }
}

function readRange(node: SyntaxNode, key: string, subject: OperandSubject, context: RuleContext): Operand | undefined {
  const { type, property } = subject;
  if (type === 'datetime' || type === 'date' || (type === undefined && looksLikeTime(node))) {
    return inWindow(readBetween(node, key, type === 'date' ? 'date' : 'instant', context));
  }
  if (node.kind !== 'list' || node.items.length !== 2) {
    return reportWrong(node, key, 'a list of the lowest and the highest, such as [18, 30]', context);
  }
  const [low, high] = node.items.map((item) =>
    isRank(subject) || type === undefined || type === 'version'
      ? readValue(item, key, subject, context)
      : readNumber(item, key, context),
  );
  if (low === undefined || high === undefined || typeof low === 'boolean' || typeof high === 'boolean')
    return undefined;
  if (type !== undefined && isAbove(low, high, type, property)) return reportReversed(node, context);
  return { kind: 'range', low, high };
}

function isRank({ property }: OperandSubject): boolean {
  return ranked(property) !== undefined;
}

function looksLikeTime(node: SyntaxNode): boolean {
  return (
    node.kind === 'list' &&
    node.items.every((item) => {
      const text = item.kind === 'scalar' ? String(item.value) : '';
      return parseDuration(text) !== undefined || parseMoment(text) !== undefined;
    })
  );
}

function isAbove(low: string | number, high: string | number, type: PropertyType, property: Property | undefined) {
  const order = ranked(property);
  if (order !== undefined && property !== undefined)
    return rankOf(low, order, property) > rankOf(high, order, property);
  if (type === 'version') return (versionKey(String(low)) ?? '') > (versionKey(String(high)) ?? '');
  return low > high;
}

function readPlace(node: SyntaxNode, key: string, context: RuleContext): Operand | undefined {
  if (node.kind !== 'map')
    return reportWrong(node, key, 'a place such as {lat: 18.52, lon: 73.86, radius: 5km}', context);
  const fields = readFields(node, ['lat', 'lon', 'radius'], '“near”', context);
  const part = (name: string) => {
    const entry = fields.get(name);
    if (entry === undefined) context.report(report(missingKey, node.range, { key: name, where: '“near”' }));
    return entry && present(entry, 'a value', context);
  };
  const [latNode, lonNode, radiusNode] = [part('lat'), part('lon'), part('radius')];
  const lat = latNode && readNumber(latNode, 'lat', context);
  const lon = lonNode && readNumber(lonNode, 'lon', context);
  const meters = radiusNode && readRadius(radiusNode, context);
  if (lat !== undefined && Math.abs(lat) > 90) {
    const data = { what: 'A latitude', value: String(lat), allowed: '−90 to 90', suggestions: [] };
    context.report(report(outOfRange, latNode!.range, data));
    return undefined;
  }
  return lat === undefined || lon === undefined || meters === undefined
    ? undefined
    : { kind: 'near', lat, lon, meters };
}

function readRadius(node: SyntaxNode, context: RuleContext): number | undefined {
  if (node.kind !== 'scalar') return reportWrong(node, 'radius', 'a distance such as 5km', context);
  const text = typeof node.value === 'string' ? node.value : node.source;
  const meters = parseRadius(text);
  if (meters !== undefined) return meters;
  const better = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/(kilomet(er|re)s?|kms)$/, 'km')
    .replace(/miles?$/, 'mi')
    .replace(/(meters?|metres?)$/, 'm');
  const guess = /^[\d.]+$/.test(better) ? `${better}km` : better;
  const suggestions = parseRadius(guess) === undefined ? [] : [guess];
  context.report(report(invalidDistance, node.range, { text, suggestions }, { suggestions }));
  return undefined;
}
