/**
 * Makes a rule of each value of a list: `in: [iOS, Android]` becomes an `any` of `is: iOS` and `is: Android`, `not_in` rules
 * with `is_not`, `includes_all` rules with `includes`.
 */
import { inlineText, type Piece, textPiece } from '../../language/index.ts';
import { type Clause, kindKey } from './clauses.ts';
import { LISTINGS } from './merge-values.ts';
import { operatorEntries } from './negation.ts';
import type { Refactoring } from './refactoring.ts';
import { isChannelRule, joinsAlike, replaceBySeveral } from './rejoin.ts';

export const splitValues: Refactoring = {
  id: 'split-values',
  kind: 'refactor.rewrite',
  title: 'Split a rule with several values',
  documents: ['segment', 'schema'],
  example: {
    title: 'Split into any of a rule for each value',
    before: `name: On a phone
where:
  - user: os
    <|>in: [iOS, Android]
`,
    after: `name: On a phone
where:
  - any:
      - user: os
        is: iOS
      - user: os
        is: Android
`,
  },
  offer: ({ selected, text }) => {
    const [clause] = selected?.clauses ?? [];
    if (!clause || selected?.from !== selected?.to || !['user', 'property'].includes(kindKey(clause))) return [];
    const [operator, another] = operatorEntries(clause);
    const listing = LISTINGS.find(({ list }) => list === operator?.key.value);
    const values = operator?.value;
    if (!listing || another || values?.kind !== 'list' || values.items.length < 2) return [];
    const alike = joinsAlike(clause.in, listing.join);
    if (isChannelRule(clause) && (alike || clause.node.entries.some(({ key }) => key.value === 'because'))) return [];
    const what = clause.in.of === 'rules' ? 'rule' : 'filter';
    return [
      {
        title: `Split into ${alike ? '' : `${listing.join} of `}a ${what} for each value`,
        meaning: 'kept',
        change: () => {
          const pieces = values.items.map((value) => withValue(text, clause, listing.single, inlineText(text, value)));
          const edit = pieces.includes(undefined)
            ? undefined
            : replaceBySeveral(text, clause, pieces as Piece[], listing.join);
          return edit && { edits: [edit] };
        },
      },
    ];
  },
};

function withValue(text: string, clause: Clause, single: string, value: string | undefined): Piece | undefined {
  const [operator] = operatorEntries(clause);
  const entries = clause.node.entries.map((entry) => {
    const inline = entry === operator ? value : entry.value && inlineText(text, entry.value);
    return inline === undefined ? undefined : `${entry === operator ? single : entry.key.source}: ${inline}`;
  });
  if (entries.includes(undefined)) return undefined;
  const inline = `{${entries.join(', ')}}`;
  return textPiece(clause.node.flow ? inline : entries.join('\n'), inline);
}
