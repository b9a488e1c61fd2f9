/**
 * Sorts a list of values: numbers by size, weekdays as the week goes, versions part by part, text by the alphabet.
 *
 * Not where the order says something: ends of a range, hours, `values` that are `ordered`.
 */
import { itemPiece, type Piece, replaceItems } from '../../language/index.ts';
import type { ScalarNode } from '../../language/syntax/tree.ts';
import type { Refactoring } from './refactoring.ts';
import { valueListAt } from './value-lists.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const collator = new Intl.Collator('en', { numeric: true });

export const sortValues: Refactoring = {
  id: 'sort-values',
  kind: 'refactor.rewrite',
  title: 'Sort a list of values',
  documents: ['segment', 'schema'],
  example: {
    title: 'Sort values',
    before: `name: Cities
where:
  - user: city
    in: [Pune, <|>Delhi, Mumbai]
`,
    after: `name: Cities
where:
  - user: city
    in: [Delhi, Mumbai, Pune]
`,
  },
  offer: (site) => {
    const list = valueListAt(site);
    if (!list) return [];
    const items = list.items as readonly ScalarNode[];
    const sorted = items
      .map((item, index) => ({ item, index }))
      .sort((a, b) => compare(a.item, b.item) || a.index - b.index);
    if (sorted.every(({ index }, at) => index === at)) return [];
    return [
      {
        title: 'Sort values',
        meaning: 'kept',
        change: () => {
          const pieces = sorted.map(({ index }) => itemPiece(site.text, list, index));
          if (pieces.includes(undefined)) return undefined;
          const edit = replaceItems(site.text, list, [0, items.length - 1], pieces as Piece[]);
          return edit && { edits: [edit] };
        },
      },
    ];
  },
};

function compare({ value: a }: ScalarNode, { value: b }: ScalarNode): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [first, second] = [WEEK.indexOf(String(a)), WEEK.indexOf(String(b))];
  return first >= 0 && second >= 0 ? first - second : collator.compare(String(a), String(b));
}
