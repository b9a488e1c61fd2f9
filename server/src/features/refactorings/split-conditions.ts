/**
 * Makes a rule of each operator of a rule: `user: age` with `gte` and `lt` becomes two rules about `age`.
 *
 * Where the rules of the list need not all hold, the new ones stand in an `all` of their own.
 */
import { entriesPiece, inlineText, type Piece, textPiece } from '../../language/index.ts';
import { type Clause, kindKey } from './clauses.ts';
import { operatorEntries } from './negation.ts';
import type { Refactoring } from './refactoring.ts';
import { isChannelRule, replaceBySeveral } from './rejoin.ts';

export const splitConditions: Refactoring = {
  id: 'split-conditions',
  kind: 'refactor.rewrite',
  title: 'Split a rule with several operators',
  documents: ['segment', 'schema'],
  example: {
    title: 'Split into a rule for each operator',
    before: `name: Young adults
where:
  - user: <|>age
    gte: 18
    lt: 30 # not yet thirty
`,
    after: `name: Young adults
where:
  - user: age
    gte: 18
  - user: age
    lt: 30 # not yet thirty
`,
  },
  offer: ({ selected, text }) => {
    const [clause] = selected?.clauses ?? [];
    if (!clause || selected?.from !== selected?.to || !['user', 'property'].includes(kindKey(clause))) return [];
    if (operatorEntries(clause).length < 2) return [];
    const title = `Split into a ${clause.in.of === 'rules' ? 'rule' : 'filter'} for each operator`;
    if (isChannelRule(clause)) return [{ title, disabled: 'Each rule of a channel gives a reason of its own.' }];
    return [
      {
        title,
        meaning: 'kept',
        change: () => {
          const pieces = piecesOf(text, clause);
          const edit = pieces && replaceBySeveral(text, clause, pieces, 'all');
          return edit && { edits: [edit] };
        },
      },
    ];
  },
};

function piecesOf(text: string, clause: Clause): readonly Piece[] | undefined {
  const { node, kind } = clause;
  const own = operatorEntries(clause);
  const shared = node.entries.filter((entry) => !own.includes(entry) && entry !== kind);
  const name = kind.value && inlineText(text, kind.value);
  if (name === undefined) return undefined;
  const pieces = own.map((entry, index) => {
    const rest = [entry, ...shared].map((each) => node.entries.indexOf(each)).sort((a, b) => a - b);
    if (index === 0) return entriesPiece(text, node, [node.entries.indexOf(kind), ...rest]);
    const piece = entriesPiece(text, node, rest);
    return piece && withFirst(`${kindKey(clause)}: ${name}`, piece, node.flow);
  });
  return pieces.includes(undefined) ? undefined : (pieces as readonly Piece[]);
}

/** A map's piece with another entry before the others. */
export function withFirst(entry: string, piece: Piece, flow: boolean): Piece {
  const inline = piece.inline === undefined ? undefined : `{${entry}, ${piece.inline.slice(1)}`;
  if (flow) return textPiece(inline ?? `{${entry}, ${piece.lines.join('\n').slice(1)}`, inline);
  return { gap: false, above: [], lines: [entry, ...piece.above, ...piece.lines], inline };
}
