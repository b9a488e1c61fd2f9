/**
 * Comments out rules or filters for a moment, each of their lines with `#~`, as the query builder does: to every tool it
 * is a comment, the query builder shows it in its place, and “Enable” gives every byte back.
 *
 * A list keeps at least one; where it would have none left, disable the group around it.
 */

import { columnOf, itemRange } from '../../language/index.ts';
import { disableLines } from '../../language/syntax/disabled.ts';
import type { Offer, Refactoring } from './refactoring.ts';
import { countOf } from './wording.ts';

export const disableRule: Refactoring = {
  id: 'disable-rule',
  kind: 'refactor.rewrite',
  title: 'Disable rules for a moment',
  documents: ['segment'],
  example: {
    title: 'Disable this rule for a moment',
    before: `name: Buyers
where:
  - user: os
    is: iOS
  - <|>did: Charged # lately
    within: 30d
`,
    after: `name: Buyers
where:
  - user: os
    is: iOS
  #~ - did: Charged # lately
  #~   within: 30d
`,
  },
  offer: ({ selected, text }): readonly Offer[] => {
    if (!selected || selected.list.list.flow) return [];
    const { list, from, to } = selected;
    const count = to - from + 1;
    const title = `Disable ${count === 1 ? `this ${list.of.slice(0, -1)}` : countOf(count, list.of)} for a moment`;
    if (count === list.list.items.length) {
      return [{ title, disabled: `At least one of the ${list.of} must stay.` }];
    }
    return [
      {
        title,
        meaning: 'changed',
        change: () => {
          const column = columnOf(text, list.list.range.start);
          const ranges = Array.from({ length: count }, (_, index) => itemRange(text, list.list, from + index));
          const edits = ranges.flatMap((range) =>
            range === undefined ? [] : [{ range, newText: disableLines(text.slice(range.start, range.end), column) }],
          );
          return edits.length === count ? { edits, togglesComments: true } : undefined;
        },
      },
    ];
  },
};
