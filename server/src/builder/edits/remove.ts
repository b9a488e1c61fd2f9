import { prune, takeOut } from './arrange.ts';
import { cardsAt, GONE, type RunEdit } from './edit.ts';
import { finish } from './finish.ts';

export const remove: RunEdit<'remove'> = (file, { cards }) => {
  const found = cardsAt(file, cards);
  if (found === undefined) return GONE;
  found.forEach(takeOut);
  return finish(file, [], pruned(found.map(({ list }) => list)));
};

/** The lists that cards have left, inner ones first. */
export function pruned(lists: readonly Parameters<typeof prune>[0][]) {
  return [...new Set(lists)].reverse().flatMap(prune);
}
