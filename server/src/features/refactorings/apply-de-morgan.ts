/**
 * Pushes a negation into a group, or takes it out: “none of these” says the same as “all of the opposites”.
 *
 * Offered where every rule of the group has an exact opposite by a key of its own, as with `did` and `did_not`.
 */
import { renameKey } from '../../language/index.ts';
import { clausesOf, groupList } from './clauses.ts';
import { flipOf } from './negation.ts';
import type { Refactoring } from './refactoring.ts';

export const applyDeMorgan: Refactoring = {
  id: 'apply-de-morgan',
  kind: 'refactor.rewrite',
  title: 'Turn none into all of the opposites, or back',
  documents: ['segment', 'schema'],
  example: {
    title: 'Turn none into all of the opposites',
    before: `name: Quiet
where:
  - <|>none:
      - did: Charged
      - user: os
        is: iOS
`,
    after: `name: Quiet
where:
  - all:
      - did_not: Charged
      - user: os
        is_not: iOS
`,
  },
  offer: ({ selected, document }) => {
    const [clause] = selected?.clauses ?? [];
    const list = clause && selected?.from === selected?.to ? groupList(clause) : undefined;
    if (!clause || !list || list.join === 'any') return [];
    const flips = clausesOf(document, list).map((each) => each && flipOf(each));
    if (flips.length === 0 || flips.includes(undefined)) return [];
    const other = list.join === 'none' ? 'all' : 'none';
    return [
      {
        title: `Turn ${list.join} into ${other} of the opposites`,
        meaning: 'kept',
        change: () => ({ edits: [renameKey(clause.kind, other), ...flips.flatMap((flip) => flip?.edits ?? [])] }),
      },
    ];
  },
};
