import type { Check } from '../check.ts';
import { article, didYouMean, quoted } from '../wording.ts';

export const measureNotForType: Check<{
  readonly measure: string;
  readonly of: string;
  readonly type: string;
  readonly takes: string;
  readonly suggestions: readonly string[];
}> = {
  code: 'measure-not-for-type',
  severity: 'error',
  doc: '`sum`, `avg`, `min` and `max` take number properties; `distinct` any but a list.',
  message: ({ measure, of, type, takes, suggestions }) =>
    `${quoted(measure)} takes ${takes}, and ${quoted(of)} is ${article(type)} ${type}.${didYouMean(suggestions)}`,
};
