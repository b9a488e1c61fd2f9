/** Rules in the place of others: side by side where their list joins them in the same way, else in a group of their own. */
import { groupPiece, isPlain, itemPiece, type Piece, replaceItems, type TextEdit } from '../../language/index.ts';
import { tokens } from '../../language/syntax/scan.ts';
import type { Clause, ClauseList } from './clauses.ts';

/** Whether items joined so can stand in a list as they are: `none` joins its items by “or”. */
export const joinsAlike = (list: ClauseList, join: 'all' | 'any'): boolean =>
  list.join === 'none' ? join === 'any' : list.join === join;

/** A rule of a channel's own list, where order and number of the rules say something. */
export const isChannelRule = ({ in: list }: Pick<Clause, 'in'>): boolean =>
  list.place === 'channel' && list.owner === undefined;

/** Puts several clauses in the place of one that says them all. */
export function replaceBySeveral(
  text: string,
  clause: Clause,
  pieces: readonly Piece[],
  join: 'all' | 'any',
): TextEdit | undefined {
  const own = itemPiece(text, clause.in.list, clause.index);
  const [first, ...rest] = pieces;
  if (!own || !first) return undefined;
  const kept = { ...first, gap: own.gap, above: [...own.above, ...lost(own, pieces), ...first.above] };
  const all = [kept.above.length > 0 ? { ...kept, inline: undefined } : kept, ...rest];
  const alike = joinsAlike(clause.in, join);
  const placed = alike
    ? all
    : [{ ...groupPiece(join, [{ ...all[0]!, above: first.above }, ...rest]), above: kept.above }];
  return replaceItems(text, clause.in.list, [clause.index, clause.index], placed);
}

/** Comments of a piece that others do not hold any more. */
export function lost(piece: Piece, others: readonly Piece[]): readonly string[] {
  const kept = new Set(others.flatMap((other) => commentsIn([...other.above, ...other.lines])));
  return commentsIn(piece.lines).filter((comment) => !kept.has(comment));
}

/** The comments of lines. */
export function commentsIn(lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  if (isPlain(text, { start: 0, end: text.length })) return [];
  return [...tokens(text)].flatMap(({ source }) => (source.startsWith('#') ? [source.trimEnd()] : []));
}
