import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

export const unknownChannel: Check<{ readonly name: string; readonly suggestions: readonly string[] }> = {
  code: 'unknown-channel',
  severity: 'error',
  doc: 'The schema declares no such channel. While the YAML of the schema is broken, as with an unknown event.',
  message: ({ name, suggestions }) =>
    `Unknown channel ${quoted(name)}.${
      suggestions.length > 0
        ? didYouMean(suggestions)
        : ' Declare it in segments.schema.yaml, or use one that is declared.'
    }`,
};
