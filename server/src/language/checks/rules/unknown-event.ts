import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

export const unknownEvent: Check<{ readonly name: string; readonly suggestions: readonly string[] }> = {
  code: 'unknown-event',
  severity: 'error',
  doc: '`segments.schema.yaml` declares no event of this name. Names are exact; `aliases` are other words people use and never valid in a rule. With `unknown: warning` in the schema it is looked for in the data. While the YAML of the schema is broken, a name that stands in its text is not reported, and what speaks of it is not counted.',
  message: ({ name, suggestions }) =>
    `Unknown event ${quoted(name)}.${
      suggestions.length > 0
        ? didYouMean(suggestions)
        : ' Declare it in segments.schema.yaml, or use one that is declared.'
    }`,
};
