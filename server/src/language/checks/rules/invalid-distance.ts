import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

export const invalidDistance: Check<{ readonly text: string; readonly suggestions: readonly string[] }> = {
  code: 'invalid-distance',
  severity: 'error',
  doc: 'A radius is a number and a unit: `500m`, `5km` or `3mi`.',
  message: ({ text, suggestions }) =>
    `${quoted(text)} is not a distance.${suggestions.length > 0 ? didYouMean(suggestions) : ' Write it like 500m, 5km or 3mi.'}`,
};
