import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

export const invalidDate: Check<{
  readonly key: string;
  readonly text: string;
  readonly expected: string;
  readonly suggestions: readonly string[];
}> = {
  code: 'invalid-date',
  severity: 'error',
  doc: 'A date is written `2026-01-31`, a date-time `2026-01-31T18:00` (local) or `2026-01-31T18:00:00+05:30`.',
  message: ({ key, text, expected, suggestions }) =>
    `${quoted(text)} is not ${expected} that ${quoted(key)} takes.${didYouMean(suggestions)}`,
};
