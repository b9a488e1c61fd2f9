/**
 * Enables a rule or a filter that was commented out for a moment with `#~`, byte for byte as it was.
 */

import { disabledItems, enableLines } from '../../language/syntax/disabled.ts';
import type { Refactoring } from './refactoring.ts';

export const enableRule: Refactoring = {
  id: 'enable-rule',
  kind: 'refactor.rewrite',
  title: 'Enable a disabled rule',
  documents: ['segment'],
  example: {
    title: 'Enable what is disabled here',
    before: `name: Buyers
where:
  - user: os
    is: iOS
  #~ - did: Charged # lately
  #~   with<|>in: 30d
`,
    after: `name: Buyers
where:
  - user: os
    is: iOS
  - did: Charged # lately
    within: 30d
`,
  },
  offer: ({ text, range }) => {
    const found = disabledItems(text).find(({ start, end }) => start <= range.start && range.start <= end);
    if (found === undefined) return [];
    const newText = enableLines(text.slice(found.start, found.end));
    return [
      {
        title: 'Enable what is disabled here',
        meaning: 'changed',
        preferred: true,
        change: () => ({ edits: [{ range: found, newText }], togglesComments: true }),
      },
    ];
  },
};
