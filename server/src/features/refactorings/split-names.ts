/**
 * Makes a rule of each name in a list: `did: [A, B]` becomes an `any` of `did: A` and `did: B`, `not_in_segment: [a, b]`
 * two rules.
 *
 * What a `did` counts, adds up or looks at first or last is taken over all of its events together, so such a rule is not split.
 */
import { entriesPiece, inlineText, type Piece, textPiece } from '../../language/index.ts';
import { type Clause, kindKey } from './clauses.ts';
import type { Refactoring } from './refactoring.ts';
import { isChannelRule, joinsAlike, replaceBySeveral } from './rejoin.ts';
import { withFirst } from './split-conditions.ts';

/** How a rule holds by its names. */
export const NAMED: Readonly<Record<string, 'any' | 'all'>> = {
  did: 'any',
  in_segment: 'any',
  reachable: 'any',
  did_not: 'all',
  not_in_segment: 'all',
  not_reachable: 'all',
};

const SEPARATE: ReadonlySet<string> = new Set([
  'did',
  'did_not',
  'where',
  'within',
  'between',
  'before',
  'after',
  'at',
]);

/** True when nothing of a rule is taken over all of its events together. */
export const countsApart = ({ node, kind }: Clause): boolean =>
  node.entries.every(
    (entry) => entry === kind || entry.key.value === 'because' || SEPARATE.has(String(entry.key.value)),
  );

export const splitNames: Refactoring = {
  id: 'split-names',
  kind: 'refactor.rewrite',
  title: 'Split a rule with several names',
  documents: ['segment', 'schema'],
  example: {
    title: 'Split into any of a rule for each event',
    before: `name: Active
where:
  - did: [<|>Charged, App Launched]
    within: 30d
`,
    after: `name: Active
where:
  - any:
      - did: Charged
        within: 30d
      - did: App Launched
        within: 30d
`,
  },
  offer: ({ selected, text }) => {
    const [clause] = selected?.clauses ?? [];
    const join = clause && NAMED[kindKey(clause)];
    const names = clause?.kind.value;
    if (!clause || !join || selected?.from !== selected?.to || names?.kind !== 'list' || names.items.length < 2)
      return [];
    const alike = joinsAlike(clause.in, join);
    const what = kindKey(clause).startsWith('did')
      ? 'event'
      : kindKey(clause).endsWith('segment')
        ? 'segment'
        : 'channel';
    const title = `Split into ${alike ? '' : `${join} of `}a rule for each ${what}`;
    if (!countsApart(clause))
      return [{ title, disabled: 'What is counted is counted over all of its events together.' }];
    if (isChannelRule(clause) && (alike || clause.node.entries.some(({ key }) => key.value === 'because')))
      return [{ title, disabled: 'Each rule of a channel gives a reason of its own.' }];
    return [
      {
        title,
        meaning: 'kept',
        change: () => {
          const pieces = names.items.map((name) => named(text, clause, inlineText(text, name)));
          const edit = pieces.includes(undefined) ? undefined : replaceBySeveral(text, clause, pieces as Piece[], join);
          return edit && { edits: [edit] };
        },
      },
    ];
  },
};

/** A clause with one name in place of its own. */
export function named(text: string, { node, kind }: Clause, name: string | undefined): Piece | undefined {
  if (name === undefined) return undefined;
  const entry = `${kind.key.source}: ${name}`;
  const rest = node.entries.flatMap((each, index) => (each === kind ? [] : [index]));
  if (rest.length === 0) return textPiece(node.flow ? `{${entry}}` : entry, `{${entry}}`);
  const piece = entriesPiece(text, node, rest);
  return piece && withFirst(entry, piece, node.flow);
}
