import { disableCard, enableCard, widened } from './arrange.ts';
import { cardsAt, GONE, type RunEdit } from './edit.ts';
import { finish } from './finish.ts';

export const disable: RunEdit<'disable'> = (file, edit) => {
  const found = cardsAt(file, edit.cards);
  if (found === undefined) return GONE;
  const cards = widened(found.filter(({ disabled }) => !disabled));
  const inBrackets = cards.find(({ list }) => list.flow)?.list.node;
  if (inBrackets !== undefined) return { open: inBrackets };
  cards.forEach(disableCard);
  return finish(file, cards);
};

export const enable: RunEdit<'enable'> = (file, edit) => {
  const found = cardsAt(file, edit.cards);
  if (found === undefined) return GONE;
  const cards = found.filter(({ disabled }) => disabled);
  cards.forEach(enableCard);
  return finish(file, cards);
};
