import type { BuilderItem } from '../../protocol/index.ts';
import { type Card, type CardList, cardsOf, find } from '../outline/outline.ts';
import { putIn, takeOut } from './arrange.ts';
import { cardsAt, type EditFile, type EditOf, editFile, GONE, type Outcome, type RunEdit } from './edit.ts';
import { setText } from './fields/set-text.ts';
import { finish } from './finish.ts';
import { onOneLine } from './one-line.ts';
import { pruned } from './remove.ts';

const NOUNS: Readonly<Record<BuilderItem, string>> = {
  rule: 'A rule can stand among rules only.',
  filter: 'A filter can stand among the filters of an event only.',
  step: 'A step can stand in a sequence only.',
};

export const move: RunEdit<'move'> = (file, edit) => {
  const { to } = edit;
  const cards = cardsAt(file, edit.cards);
  const found = find(file.outline.parts, to.list);
  if (cards === undefined || (found !== undefined && 'card' in found)) return GONE;
  if (edit.cards.some((path) => path.every((step, i) => to.list[i] === step))) {
    return { refused: 'A group cannot be moved into itself.' };
  }
  const list = found?.list;
  if (list === undefined) return moveToNew(file, edit);
  const stranger = cards.find((card) => card.list.item !== list.item);
  if (stranger !== undefined) return { refused: NOUNS[stranger.list.item] };
  if (list.flow && cards.some((card) => !card.list.flow && onOneLine(card) === undefined)) {
    return list.node === undefined ? GONE : { open: list.node };
  }
  return moveInto(file, cards, list, to.index);
};

function moveInto(file: EditFile, cards: readonly Card[], list: CardList, slot: number, stand?: Card): Outcome {
  if (standThere(cards, list, slot)) return finish(file, cards);
  const from = cards.map((card) => card.list);
  const anchor = cardsOf(list)
    .slice(slot)
    .find((card) => !cards.includes(card));
  cards.forEach(takeOut);
  cards.forEach((card) => {
    const rest = cardsOf(list);
    putIn(list, anchor === undefined ? rest.length : rest.indexOf(anchor), card, file.habits);
  });
  if (stand !== undefined) takeOut(stand);
  return finish(file, cards, { emptied: pruned(from, file.habits), keepComments: true });
}

/** They stand side by side at the slot already. */
function standThere(cards: readonly Card[], list: CardList, slot: number): boolean {
  const all = cardsOf(list);
  const [one] = cards;
  const first = one === undefined ? -1 : all.indexOf(one);
  return (
    first >= 0 && slot >= first && slot <= first + cards.length && cards.every((card, i) => all[first + i] === card)
  );
}

/** Into a list that is not there yet: its key is written with a card that stands in until the others are there. */
function moveToNew(file: EditFile, { cards, to }: EditOf<'move'>): Outcome {
  const text = setText(file, to.list, [{ all: null }]);
  if (typeof text !== 'string') return text;
  const next = editFile(text);
  const found = find(next.outline.parts, to.list);
  const moved = cardsAt(next, cards);
  if (found === undefined || 'card' in found || moved === undefined) return GONE;
  const { list } = found;
  const stranger = moved.find((card) => card.list.item !== list.item);
  if (stranger !== undefined) return { refused: NOUNS[stranger.list.item] };
  const [stand] = cardsOf(list);
  if (list.flow && moved.some((card) => !card.list.flow && onOneLine(card) === undefined)) {
    return {
      refused: 'The rule stands in brackets, where a card with comments has no place. Move it to another list.',
    };
  }
  return moveInto(next, moved, list, 1, stand);
}
