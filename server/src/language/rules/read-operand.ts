/** Operands as written, checked against the property they are asked of. */
import { RE2JS } from 're2js';
import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { invalidPattern } from '../checks/rules/invalid-pattern.ts';
import type { Operand, Window } from '../model.ts';
import { ranked, rankOf } from '../operators/comparison.ts';
import type { Operator } from '../operators/index.ts';
import type { Property, PropertyType } from '../schema/model.ts';
import type { Entry, SyntaxNode } from '../syntax/tree.ts';
import { parseDuration, parseMoment, versionKey } from '../values/index.ts';
import type { RuleContext } from './context.ts';
import { keyText, lengthOf, present, readFlag, readNumber, readText, reportWrong } from './fields.ts';
import { readPlace } from './read-place.ts';
import { isRank, type OperandSubject, readValue, type Value } from './read-value.ts';
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
    return reportWrong(
      node,
      key,
      'a list of the lowest and the highest, such as [18, 30]',
      context,
      undefined,
      lengthOf(node),
    );
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
