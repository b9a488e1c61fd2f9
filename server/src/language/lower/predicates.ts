/** Conditions and filters as predicates. */
import type { Condition, Filter, PropertyUse } from '../model.ts';
import { operators } from '../operators/index.ts';
import type { Predicate } from '../plan.ts';
import type { Clock } from '../values/index.ts';

/** Everything that is asked of one property. */
export function lowerConditions(
  use: PropertyUse,
  conditions: readonly Condition[],
  ignoreCase: boolean,
  clock: Clock,
): Predicate {
  return allTests(conditions.map((condition) => lowerCondition(use, condition, ignoreCase, clock)));
}

function lowerCondition(use: PropertyUse, condition: Condition, ignoreCase: boolean, clock: Clock): Predicate {
  const { operator, operand } = condition;
  const { property } = use;
  const entry = operators[operator];
  if (property === undefined) {
    // An undeclared property is missing: negative operators hold, and so does `exists: false`.
    const holds = 'negative' in entry || (operator === 'exists' && operand.kind === 'value' && operand.value === false);
    return holds ? { op: 'not', of: { op: 'never' } } : { op: 'never' };
  }
  const column = { name: property.name, type: property.type };
  return entry.lower(operand, { column, property, ignoreCase, clock });
}

/** Filters that all must pass; undefined when there are none. */
export function lowerFilters(filters: readonly Filter[], clock: Clock): Predicate | undefined {
  return filters.length === 0 ? undefined : allTests(filters.map((filter) => lowerFilter(filter, clock)));
}

function lowerFilter(filter: Filter, clock: Clock): Predicate {
  if (filter.kind === 'property') {
    return lowerConditions(filter.property, filter.conditions, filter.ignoreCase, clock);
  }
  const of = filter.of.map((each) => lowerFilter(each, clock));
  switch (filter.kind) {
    case 'all':
      return allTests(of);
    case 'any':
      return anyTest(of);
    case 'none':
      return { op: 'not', of: anyTest(of) };
  }
}

function allTests(of: readonly Predicate[]): Predicate {
  return of.length === 1 ? of[0]! : { op: 'and', of };
}

function anyTest(of: readonly Predicate[]): Predicate {
  return of.length === 1 ? of[0]! : { op: 'or', of };
}
