import type { CardList } from '../outline/outline.ts';
import { prune, takeOut } from './arrange.ts';
import { cardsAt, GONE, type RunEdit } from './edit.ts';
import { finish } from './finish.ts';
import type { Habits } from './habits.ts';

export const remove: RunEdit<'remove'> = (file, { cards }) => {
  const found = cardsAt(file, cards);
  if (found === undefined) return GONE;
  found.forEach(takeOut);
  return finish(file, [], { emptied: pruned(found.map(({ list }) => list)) });
};

/** What becomes of the lists that cards have left, inner ones first. */
export function pruned(lists: readonly CardList[], left?: Habits): readonly CardList[] {
  return [...new Set(lists)].reverse().flatMap((list) => prune(list, left));
}
