import { cardsOf, print } from '../outline/outline.ts';
import { newCard, putIn } from './arrange.ts';
import { cardsAt, GONE, type RunEdit } from './edit.ts';
import { finish } from './finish.ts';

export const duplicate: RunEdit<'duplicate'> = (file, { cards }) => {
  const found = cardsAt(file, cards);
  if (found === undefined) return GONE;
  const copies = found.map((card) => {
    const copy = newCard(card.list, print(card.body), file.habits);
    copy.disabled = card.disabled;
    putIn(card.list, cardsOf(card.list).indexOf(card) + 1, copy, file.habits);
    return copy;
  });
  return finish(file, copies);
};
