/** What the operators on lists share. */
import type { Predicate } from '../plan.ts';
import type { LowerSubject } from './operator.ts';

/** The list holds any (all) of the values. */
export function holding(
  how: 'any' | 'all',
  values: readonly (string | number | boolean)[],
  { column, ignoreCase }: LowerSubject,
): Predicate {
  const folded = values.map((value) =>
    typeof value === 'number' ? value : ignoreCase ? String(value).toLowerCase() : String(value),
  );
  return { op: 'includes', column, how, values: [...new Set(folded)], ...(ignoreCase ? { ignoreCase } : {}) };
}
