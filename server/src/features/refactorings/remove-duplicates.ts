/**
 * Removes the values of a list that stand in it twice; the first of each stays. Where only one is left it stays a list.
 */
import { removedItem, type TextEdit } from '../../language/index.ts';
import type { ScalarNode } from '../../language/syntax/tree.ts';
import type { Refactoring } from './refactoring.ts';
import { valueListAt } from './value-lists.ts';

export const removeDuplicates: Refactoring = {
  id: 'remove-duplicates',
  kind: 'refactor.rewrite',
  title: 'Remove values that stand twice',
  documents: ['segment', 'schema'],
  example: {
    title: 'Remove “Pune”, which stands twice',
    before: `name: Cities
where:
  - user: city
    in: [Pune, <|>Delhi, Pune]
`,
    after: `name: Cities
where:
  - user: city
    in: [Pune, Delhi]
`,
  },
  offer: (site) => {
    const list = valueListAt(site);
    const items = (list?.items ?? []) as readonly ScalarNode[];
    const again = items.flatMap(({ value }, index) =>
      items.findIndex((each) => each.value === value) < index ? [index] : [],
    );
    if (!list || again.length === 0) return [];
    const [first = 0] = again;
    const title =
      again.length === 1
        ? `Remove “${items[first]?.value}”, which stands twice`
        : `Remove ${again.length} values that stand twice`;
    const change = () => {
      const edits = again.map((index) => removedItem(site.text, list, index));
      return edits.includes(undefined) ? undefined : { edits: edits as TextEdit[] };
    };
    return [{ title, meaning: 'kept', change }];
  },
};
