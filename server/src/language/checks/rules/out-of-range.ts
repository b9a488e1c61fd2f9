import type { Check } from '../check.ts';
import { didYouMean } from '../wording.ts';

export const outOfRange: Check<{
  readonly what: string;
  readonly value: string;
  readonly allowed: string;
  readonly suggestions: readonly string[];
}> = {
  code: 'out-of-range',
  severity: 'error',
  doc: 'The value lies outside of what can be: `hours` 0 to 24 with different ends, `monthdays` 1 to 31, `weekdays` mon to sun, a latitude of −90 to 90, a sample above 0 and at most 100 percent.',
  message: ({ what, value, allowed, suggestions }) =>
    `${what} cannot be ${value}: it takes ${allowed}.${didYouMean(suggestions)}`,
};
