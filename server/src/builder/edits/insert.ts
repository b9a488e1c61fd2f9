import { cardsOf, find } from '../outline/outline.ts';
import { newCard, putIn } from './arrange.ts';
import { GONE, type RunEdit } from './edit.ts';
import { setText } from './fields/set-text.ts';
import { finish } from './finish.ts';
import { inBrackets, writeCard } from './write.ts';

export const insert: RunEdit<'insert'> = (file, { at, cards }) => {
  const found = find(file.outline.parts, at.list);
  if (found !== undefined && 'card' in found) return GONE;
  const list = found?.list;
  if (list === undefined || (list.flow && cardsOf(list).length === 0)) {
    // There is no list yet: its key, or its brackets, are given one.
    const text = setText(file, at.list, cards);
    return typeof text === 'string' ? { text, cards: cards.map((_, index) => [...at.list, index]) } : text;
  }
  const added = cards.map((card) => {
    const body = list.flow ? inBrackets(card) : writeCard(card, list.column, file.habits);
    return newCard(list, body, file.habits);
  });
  const index = Math.min(at.index, cardsOf(list).length);
  for (const [i, card] of added.entries()) putIn(list, index + i, card, file.habits);
  return finish(file, added);
};
