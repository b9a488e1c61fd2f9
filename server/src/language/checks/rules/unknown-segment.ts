import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

export const unknownSegment: Check<{ readonly name: string; readonly suggestions: readonly string[] }> = {
  code: 'unknown-segment',
  severity: 'error',
  doc: 'No `ID.segment.yaml` of the project has this id. A segment is named by its file, not by its `name`.',
  message: ({ name, suggestions }) =>
    `Unknown segment ${quoted(name)}.${
      suggestions.length > 0 ? didYouMean(suggestions) : ' A segment is named by its file: ID.segment.yaml.'
    }`,
};
