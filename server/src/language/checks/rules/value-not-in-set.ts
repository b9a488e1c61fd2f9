import type { Check } from '../check.ts';
import { didYouMean, listed, quoted } from '../wording.ts';

export const valueNotInSet: Check<{
  readonly value: string;
  readonly of: string;
  readonly values: readonly string[];
  readonly suggestions: readonly string[];
}> = {
  code: 'value-not-in-set',
  severity: 'error',
  doc: 'The schema closes the set of values of this property with `values`; another value can never occur. `labels` and other spellings are not valid in a rule.',
  message: ({ value, of, values, suggestions }) =>
    `${quoted(value)} is not a value of ${quoted(of)}.${suggestions.length > 0 ? didYouMean(suggestions) : ` It takes ${listed(values, 'or')}.`}`,
};
