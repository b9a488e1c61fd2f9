/** Operands by their kind, and values as plans hold them. An operand of another kind is a defect: it was read by form. */
import type { Operand, Window } from '../model.ts';
import type { Column, Predicate } from '../plan.ts';
import type { PropertyType } from '../schema/model.ts';
import { type Clock, type Instants, versionKey, windowInstants } from '../values/index.ts';
import type { LowerSubject } from './operator.ts';

type Value = string | number | boolean;

function wrong(operand: Operand): never {
  throw new Error(`An operand of another kind was expected: ${operand.kind}`);
}

export function givenValue(operand: Operand): Value {
  return operand.kind === 'value' ? operand.value : wrong(operand);
}

export function givenValues(operand: Operand): readonly (string | number)[] {
  return operand.kind === 'values' ? operand.values : wrong(operand);
}

export function givenWindow(operand: Operand): Window {
  return operand.kind === 'window' ? operand.window : wrong(operand);
}

/** A value as the plan compares it: versions by their sort key, the rest as it is. */
export function encode<V extends Value>(value: V, type: PropertyType): V | string {
  if (type !== 'version') return value;
  const key = versionKey(String(value));
  if (key === undefined) throw new Error(`Not a version: ${value}`);
  return key;
}

/** Equal to any of the values. */
export function equalTo(values: readonly Value[], { column, ignoreCase }: LowerSubject): Predicate {
  const encoded = values.map((value) => encode(value, column.type));
  const folded = ignoreCase
    ? encoded.map((value) => (typeof value === 'string' ? value.toLowerCase() : value))
    : encoded;
  return { op: 'in', column, values: [...new Set(folded)], ...(ignoreCase ? { ignoreCase } : {}) };
}

/** A text, in lower case where case does not matter. */
export function folded(text: Value, ignoreCase: boolean): string {
  return ignoreCase ? String(text).toLowerCase() : String(text);
}

/** An instant inside a window. */
export function inWindow(window: Window, column: Column, clock: Clock): Predicate {
  return inInstants(windowInstants(window, clock), column);
}

function inInstants({ after, until }: Instants, column: Column): Predicate {
  const parts: Predicate[] = [];
  if (after !== undefined) parts.push({ op: 'compare', column, cmp: after.included ? 'gte' : 'gt', value: after.at });
  if (until !== undefined) parts.push({ op: 'compare', column, cmp: until.included ? 'lte' : 'lt', value: until.at });
  return parts.length === 1 ? parts[0]! : { op: 'and', of: parts };
}

export function not(of: Predicate): Predicate {
  return { op: 'not', of };
}
