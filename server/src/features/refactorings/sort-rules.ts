/**
 * Puts the rules of a list into the order of their kinds: users first, then what they did and did not, references, groups.
 * Rules of one kind stay in their order, and the users are the same.
 *
 * Not in a channel, where the first rule that fails gives the reason.
 */
import { itemPiece, type Piece, replaceItems, ruleKinds } from '../../language/index.ts';
import { clausesOf, kindKey } from './clauses.ts';
import type { Refactoring } from './refactoring.ts';

const KINDS: readonly string[] = Object.keys(ruleKinds);

export const sortRules: Refactoring = {
  id: 'sort-rules',
  kind: 'refactor.rewrite',
  title: 'Sort rules by their kind',
  documents: ['segment', 'schema'],
  example: {
    title: 'Sort rules by their kind',
    before: `name: Buyers
where:
  - <|>did: Charged
  # the device
  - user: os
    is: iOS
`,
    after: `name: Buyers
where:
  # the device
  - user: os
    is: iOS
  - did: Charged
`,
  },
  offer: ({ selected, document, text }) => {
    if (selected?.list.of !== 'rules' || (selected.list.place === 'channel' && !selected.list.owner)) return [];
    const { list } = selected.list;
    const clauses = clausesOf(document, selected.list);
    if (clauses.includes(undefined)) return [];
    const ranks = clauses.map((clause) => KINDS.indexOf(clause ? kindKey(clause) : ''));
    const sorted = ranks.map((rank, index) => ({ rank, index })).sort((a, b) => a.rank - b.rank || a.index - b.index);
    if (sorted.every(({ index }, at) => index === at)) return [];
    return [
      {
        title: 'Sort rules by their kind',
        meaning: 'kept',
        change: () => {
          const pieces = sorted.map(({ index }) => itemPiece(text, list, index));
          const edit = pieces.includes(undefined)
            ? undefined
            : replaceItems(text, list, [0, list.items.length - 1], pieces as Piece[]);
          return edit && { edits: [edit] };
        },
      },
    ];
  },
};
