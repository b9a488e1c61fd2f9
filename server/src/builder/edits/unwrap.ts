import { commentsOf } from '../../language/syntax/scan.ts';
import { isGroupKey } from '../outline/card-keys.ts';
import { type Card, cardsOf, isCard, type Loose, listsOf, print } from '../outline/outline.ts';
import { shiftLines } from '../outline/shift.ts';
import { prune, settle } from './arrange.ts';
import { cardAt, GONE, type RunEdit } from './edit.ts';
import { finish } from './finish.ts';

export const unwrap: RunEdit<'unwrap'> = (file, { card: path }) => {
  const { habits } = file;
  const group = cardAt(file.outline, path);
  if (group === undefined) return GONE;
  if (group.disabled) return { refused: 'Enable the group first.' };
  const [inner, ...more] = listsOf(group.body);
  if (inner === undefined || more.length > 0 || !isGroupKey(inner.key))
    return { refused: 'This is no group of rules.' };
  const { list } = group;
  const by = list.column - inner.column;
  const at = group.body.indexOf(inner);
  const [head, tail] = [print(group.body.slice(0, at)), print(group.body.slice(at + 1))];
  const cards = cardsOf(inner);
  const indent = ' '.repeat(list.column);
  const comments = list.flow
    ? ''
    : commentsOf(head)
        .map((comment) => `${indent}${comment}${habits.eol}`)
        .join('');
  const entries: (Card | Loose)[] = inner.entries.map((entry) =>
    isCard(entry) || list.flow ? entry : { ...entry, text: shiftLines(entry.text, by) },
  );
  cards.forEach((card, index) => {
    const own = index === 0 ? { gap: group.gap, lead: group.lead + comments } : undefined;
    if (inner.flow && !list.flow) card.gap = '';
    settle(card, list, habits);
    if (own !== undefined) {
      card.gap = own.gap;
      card.lead = own.lead + card.lead;
    }
  });
  const below = inner.flow && !list.flow ? commentLines(commentsOf(tail), indent, habits.eol) : shiftLines(tail, by);
  if (!list.flow && below.includes('#')) entries.push({ kind: 'loose', text: withoutText(below) });
  list.entries.splice(list.entries.indexOf(group), 1, ...entries);
  return finish(file, cards, { emptied: prune(list) });
};

const commentLines = (comments: readonly string[], indent: string, eol: string): string =>
  comments.map((comment) => `${indent}${comment}${eol}`).join('');

/** The comments and blank lines among these. */
function withoutText(text: string): string {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return lines.filter((line) => line.trim() === '' || line.trimStart()[0] === '#').join('');
}
