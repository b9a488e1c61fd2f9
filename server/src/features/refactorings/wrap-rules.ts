/**
 * Puts the selected rules or filters into an `any`, `all` or `none` of their own.
 *
 * One rule in `any` or `all` says what it said before; several in `any` need only one of them to hold any more, and `none`
 * turns them round. Rules of a channel keep their own places, since the first that fails gives the reason.
 */
import { groupPiece, itemPiece, type Piece, replaceItems } from '../../language/index.ts';
import type { ClauseList, Selected } from './clauses.ts';
import type { Offer, Refactoring } from './refactoring.ts';
import { countOf } from './wording.ts';

export const wrapRules: Refactoring = {
  id: 'wrap-rules',
  kind: 'refactor.rewrite',
  title: 'Wrap rules in any, all or none',
  documents: ['segment', 'schema'],
  example: {
    title: 'Wrap 2 rules in any: one is enough',
    before: `name: Buyers
where:
  - user: os
    is: iOS
<|  - did: Charged # either
  - did: App Launched|>
`,
    after: `name: Buyers
where:
  - user: os
    is: iOS
  - any:
      - did: Charged # either
      - did: App Launched
`,
  },
  offer: ({ selected, text }) => {
    if (!selected || movesReasons(selected)) return [];
    return (['any', 'all', 'none'] as const).flatMap((key) => wrap(key, selected, text));
  },
};

function wrap(key: ClauseList['join'], selected: Selected, text: string): readonly Offer[] {
  const { list, from, to } = selected;
  const count = to - from + 1;
  // The whole of a group in a group of the same kind is that group again.
  if (list.join === key && count === list.list.items.length && list.owner) return [];
  return [
    {
      title: `Wrap ${countOf(count, list.of)} in ${key}${count > 1 && meaning(key, list.join, count) === 'changed' ? NOW[key] : ''}`,
      meaning: meaning(key, list.join, count),
      change: () => {
        const pieces = Array.from({ length: count }, (_, index) => itemPiece(text, list.list, from + index));
        if (pieces.includes(undefined)) return undefined;
        const edit = replaceItems(text, list.list, [from, to], [groupPiece(key, pieces as readonly Piece[])]);
        return edit && { edits: [edit] };
      },
    },
  ];
}

const NOW = { any: ': one is enough', all: ': each must hold', none: '' } as const;

function meaning(key: ClauseList['join'], join: ClauseList['join'], count: number): Offer['meaning'] {
  if (key === 'none') return 'changed';
  if (count === 1) return 'kept';
  // In `none` the items are joined by “or”, as in `any`.
  return key === (join === 'all' ? 'all' : 'any') ? 'kept' : 'changed';
}

/** Whether reasons of a channel would be lost: they stand beside its own rules only. */
function movesReasons({ list, clauses }: Selected): boolean {
  return (
    list.place === 'channel' &&
    !list.owner &&
    (clauses.length > 1 || clauses.some((c) => (c?.node.entries ?? []).some(({ key }) => key.value === 'because')))
  );
}
