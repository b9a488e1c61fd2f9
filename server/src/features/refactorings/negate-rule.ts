/**
 * Makes a rule or filter hold for exactly those for whom it did not: `did` becomes `did_not`, `is` becomes `is_not`,
 * `in_segment` becomes `not_in_segment`, `any` becomes `none`. What has no such opposite is wrapped in `none`.
 *
 * Negative operators hold for a missing value; the title says so. A `did` with a count, a sum or an `occurrence` has no
 * `did_not` (that would say “not once”), so it is wrapped in `none`.
 */
import { groupPiece, itemPiece, replaceItems } from '../../language/index.ts';
import { type Clause, kindKey } from './clauses.ts';
import { flipOf } from './negation.ts';
import type { Offer, Refactoring } from './refactoring.ts';
import { countOf } from './wording.ts';

export const negateRule: Refactoring = {
  id: 'negate-rule',
  kind: 'refactor.rewrite',
  title: 'Negate a rule',
  documents: ['segment', 'schema'],
  example: {
    title: 'Negate rule: change is to is_not, which holds for a missing value too',
    before: `name: Not on iOS
where:
  - user: os
    i<|>s: iOS # the device
`,
    after: `name: Not on iOS
where:
  - user: os
    is_not: iOS # the device
`,
  },
  offer: ({ selected, text }) => {
    const [clause] = selected?.clauses ?? [];
    if (!selected || !clause || selected.from !== selected.to) return [];
    const what = countOf(1, clause.in.of);
    const flip = flipOf(clause);
    if (flip) {
      const missing = { holds: ', which holds for a missing value too', fails: ', which needs a value' };
      const title = `Negate ${what}: change ${flip.from} to ${flip.to}${flip.missing ? missing[flip.missing] : ''}`;
      return [{ title, meaning: 'negated', change: () => ({ edits: flip.edits }) }];
    }
    return wrapped(clause, what, text);
  },
};

function wrapped(clause: Clause, what: string, text: string): readonly Offer[] {
  const { list } = clause.in;
  const title = `Negate ${what}: wrap ${kindKey(clause)} in none`;
  if (clause.node.entries.some(({ key }) => key.value === 'because')) return [];
  return [
    {
      title,
      meaning: 'negated',
      change: () => {
        const piece = itemPiece(text, list, clause.index);
        const edit = piece && replaceItems(text, list, [clause.index, clause.index], [groupPiece('none', [piece])]);
        return edit && { edits: [edit] };
      },
    },
  ];
}
