/**
 * The operators: what can be asked of a value, by type.
 * Invariant: an operator is one file with all its facets; nothing else knows what a single operator means.
 * Knows nothing of rules and of YAML.
 */
import type { OperatorId } from '../model.ts';
import type { Property, PropertyType } from '../schema/model.ts';
import type { Operator } from './operator.ts';
import { operators } from './registry.ts';

export type { LowerSubject, OperandForm, Operator, ValueWords } from './operator.ts';
export { operators };

/** True for the key of an operator. */
export function isOperator(key: string): key is OperatorId {
  return Object.hasOwn(operators, key);
}

/** The operators that a property takes, by its type and its order; all of them for an undeclared one. */
export function operatorsFor(property: Pick<Property, 'type' | 'ordered' | 'values'> | undefined): readonly Operator[] {
  const all: readonly Operator[] = Object.values(operators);
  if (property === undefined) return all;
  const ordered = property.ordered && property.values !== undefined && !isListType(property.type);
  return all.filter((each) => each.types.includes(property.type) || (ordered && each.onOrdered === true));
}

/** The operators that bound a measure: those of numbers, without `exists`. */
export const boundOperators: readonly Operator[] = operatorsFor({ type: 'number', ordered: false }).filter(
  (each) => each.id !== 'exists',
);

export function isListType(type: PropertyType): boolean {
  return type === 'list<string>' || type === 'list<number>';
}
