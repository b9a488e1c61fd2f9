/** Rules in the place of others: side by side where their list joins them in the same way, else in a group of their own. */
import {
  groupPiece,
  isPlain,
  itemPiece,
  type Piece,
  removedItem,
  replaceItems,
  type TextEdit,
} from '../../language/index.ts';
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
  const alike = pieces.length === 1 || joinsAlike(clause.in, join);
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

/** Puts one piece that says them all in the place of the first of several clauses, and takes the others away. */
export function gather(
  text: string,
  clauses: readonly Clause[],
  piece: Piece,
): { readonly edits: readonly TextEdit[] } | undefined {
  const [first, ...others] = clauses;
  const pieces = clauses.map((clause) => itemPiece(text, clause.in.list, clause.index));
  const [own] = pieces;
  if (!first || !own || pieces.includes(undefined)) return undefined;
  const kept = pieces.flatMap((each) => [...(each?.above ?? []), ...(each ? lost(each, [piece]) : [])]);
  const whole = { ...piece, gap: own.gap, above: [...kept, ...piece.above] };
  const { list } = first.in;
  const [to, from] = [clauses.at(-1)!.index, first.index];
  // Neighbours are replaced as one: so the edits cannot touch each other.
  if (to - from === others.length) {
    const edit = replaceItems(text, list, [from, to], [kept.length > 0 ? { ...whole, inline: undefined } : whole]);
    return edit && { edits: [edit] };
  }
  const edit = replaceItems(text, list, [from, from], [kept.length > 0 ? { ...whole, inline: undefined } : whole]);
  const removals = others.map(({ index }) => removedItem(text, list, index));
  return edit && !removals.includes(undefined) ? { edits: [edit, ...(removals as TextEdit[])] } : undefined;
}

/** Puts one piece in the place of a group that holds nothing but the rules that it says. */
export function replaceGroup(
  text: string,
  group: Clause,
  piece: Piece,
): { readonly edits: readonly TextEdit[] } | undefined {
  const own = itemPiece(text, group.in.list, group.index);
  if (!own) return undefined;
  const above = [...own.above, ...lost(own, [piece]), ...piece.above];
  const whole = { ...piece, gap: own.gap, above, inline: above.length > 0 ? undefined : piece.inline };
  const edit = replaceItems(text, group.in.list, [group.index, group.index], [whole]);
  return edit && { edits: [edit] };
}
