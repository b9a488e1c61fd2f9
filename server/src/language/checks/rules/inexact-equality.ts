import type { Check } from '../check.ts';
import { replace } from '../edits.ts';
import { article, quoted } from '../wording.ts';

export const inexactEquality: Check<{ readonly measure: string; readonly operator: string }> = {
  code: 'inexact-equality',
  severity: 'warning',
  doc: 'Sums and averages are rounded to 6 decimals before they are compared; equality rarely says what is meant. Use `gte`, `lte` or `between`.',
  message: ({ measure, operator }) =>
    `${quoted(operator)} on ${article(measure)} ${measure} compares a computed number for equality. Use gte, lte or between.`,
  fix: ({ range, data }) =>
    data.operator === 'is'
      ? [replace('Change is to gte', range, 'gte'), replace('Change is to lte', range, 'lte')]
      : [],
};
