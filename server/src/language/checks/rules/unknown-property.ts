import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

/** `owner` is “users” or an event in quotes. */
export const unknownProperty: Check<{
  readonly name: string;
  readonly owner: string;
  readonly suggestions: readonly string[];
}> = {
  code: 'unknown-property',
  severity: 'error',
  doc: 'The schema declares no such property for users, or for this event. Names are exact. With `unknown: warning` in the schema it counts as missing.',
  message: ({ name, owner, suggestions }) => `Unknown property ${quoted(name)} of ${owner}.${didYouMean(suggestions)}`,
};
