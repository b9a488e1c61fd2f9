import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

/** `owner` is “users” or an event in quotes. */
export const unknownProperty: Check<{
  readonly name: string;
  readonly owner: string;
  readonly suggestions: readonly string[];
  /** Where the schema has a property of this very name. */
  readonly elsewhere?: string;
}> = {
  code: 'unknown-property',
  severity: 'error',
  doc: 'The schema declares no such property for users, or for this event. Names are exact. With `unknown: warning` in the schema it counts as missing. While the YAML of the schema is broken, as with an unknown event.',
  message: ({ name, owner, suggestions, elsewhere }) => {
    const where = elsewhere === undefined ? '' : ` It is a property of ${elsewhere}.`;
    const hint =
      where === '' && suggestions.length === 0
        ? ' Declare it in segments.schema.yaml, or use one that is declared.'
        : '';
    return `Unknown property ${quoted(name)} of ${owner}.${where}${didYouMean(suggestions)}${hint}`;
  },
};
