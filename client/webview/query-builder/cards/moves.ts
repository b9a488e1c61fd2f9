import type {
  BuilderCard,
  BuilderCards,
  BuilderEdit,
  BuilderModel,
  BuilderPath,
  BuilderSlot,
} from '../../../../server/src/protocol/index.ts';
import { placeOf, samePath } from '../state/paths.ts';

/** One step in which a card goes somewhere else. */
export interface Move {
  readonly to: BuilderSlot;
  /** For a screen reader: “down, to place 3 of 5”. */
  readonly said: string;
}

export type Direction = 'up' | 'down' | 'in' | 'out';

/** Where a card goes, or undefined when it cannot go there. */
export function moveOf(model: BuilderModel, card: BuilderCard, direction: Direction): Move | undefined {
  const { list: path, index } = placeOf(card.path);
  const list = findList(model, path);
  if (!list) return undefined;
  const { cards } = list;
  switch (direction) {
    case 'up':
      if (index === 0) return undefined;
      return { to: { list: path, index: index - 1 }, said: `up, to place ${index} of ${cards.length}` };
    case 'down':
      if (index >= cards.length - 1) return undefined;
      return { to: { list: path, index: index + 2 }, said: `down, to place ${index + 2} of ${cards.length}` };
    case 'in': {
      const group = cards[index - 1]?.group ?? cards[index + 1]?.group;
      if (!group || !cards.length) return undefined;
      const isAbove = cards[index - 1]?.group === group;
      return {
        to: { list: group.path, index: isAbove ? group.cards.length : 0 },
        said: `into the group ${isAbove ? 'above' : 'below'}`,
      };
    }
    case 'out': {
      const around = findCards(model).find((one) => one.group && samePath(one.group.path, path));
      if (!around) return undefined;
      const outer = placeOf(around.path);
      return { to: { list: outer.list, index: outer.index + 1 }, said: 'out of its group' };
    }
  }
}

export const moveEdit = (card: BuilderCard, { to }: Move): BuilderEdit => ({ type: 'move', cards: [card.path], to });

/** Every list of cards, however deep. */
function listsIn(cards: BuilderCards): BuilderCards[] {
  const nested = cards.cards.flatMap(({ group, fields }) => [
    ...(group ? [group] : []),
    ...fields.flatMap((field) => (field.cards ? [field.cards] : [])),
  ]);
  return [cards, ...nested.flatMap(listsIn)];
}

export function findList(model: BuilderModel, path: BuilderPath): BuilderCards | undefined {
  return listsIn(model.rules).find((list) => samePath(list.path, path));
}

export function findCards(model: BuilderModel): readonly BuilderCard[] {
  return listsIn(model.rules).flatMap(({ cards }) => cards);
}
