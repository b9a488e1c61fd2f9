/**
 * Enables a rule or a filter that was commented out for a moment with `#~`, byte for byte as it was.
 */

import type { Range } from '../../language/index.ts';
import { lineEnd, lineStart } from '../../language/index.ts';
import { beginsDisabled, disabledColumn, enableLines } from '../../language/syntax/disabled.ts';
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
    const found = disabledAt(text, range.start);
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

/** The lines of the disabled item at an offset. */
function disabledAt(text: string, offset: number): Range | undefined {
  const line = (start: number) => text.slice(start, lineEnd(text, start));
  let start = lineStart(text, offset);
  const column = disabledColumn(line(start));
  if (column === undefined) return undefined;
  while (!beginsDisabled(line(start))) {
    const above = lineStart(text, start - 1);
    if (start === 0 || disabledColumn(line(above)) !== column) return undefined;
    start = above;
  }
  let end = lineEnd(text, start);
  for (let next = text.indexOf('\n', end) + 1; next > 0 && next < text.length; next = text.indexOf('\n', end) + 1) {
    if (disabledColumn(line(next)) !== column || beginsDisabled(line(next))) break;
    end = lineEnd(text, next);
  }
  return { start, end };
}
