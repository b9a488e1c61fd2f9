/** Cards in and out of lists, with the space around them. */

import { columnOf } from '../../language/index.ts';
import { disableLines, enableLines } from '../../language/syntax/disabled.ts';
import { commentsOf } from '../../language/syntax/scan.ts';
import { isGroupKey } from '../outline/card-keys.ts';
import { type Card, type CardList, cardsOf, isCard, print } from '../outline/outline.ts';
import { shiftLines } from '../outline/shift.ts';
import type { Habits } from './habits.ts';
import { onOneLine } from './one-line.ts';

/** Takes a card out of its list. Of the first, the card after it gives the space above, since no first card has any. */
export function takeOut(card: Card): void {
  const { list } = card;
  const next = list.entries[list.entries.indexOf(card) + 1];
  if (cardsOf(list)[0] === card && next?.kind === 'card') [card.gap, next.gap] = [next.gap, card.gap];
  list.entries = list.entries.filter((entry) => entry !== card);
}

/** Puts a card before the one at `index`, or at the end. One of the same list keeps the space above it. */
export function putIn(list: CardList, index: number, card: Card, habits: Habits): void {
  const cards = cardsOf(list);
  const gap = card.list === list ? card.gap : usualGap(list, habits);
  settle(card, list, habits);
  const [first] = cards;
  const before = cards[index - 1];
  if (before === undefined) {
    card.gap = first?.gap ?? '';
    if (first !== undefined) first.gap = gap;
    list.entries.splice(first === undefined ? list.entries.length : list.entries.indexOf(first), 0, card);
  } else {
    card.gap = gap;
    list.entries.splice(list.entries.indexOf(before) + 1, 0, card);
  }
}

/** Lists whose cards all have a blank line between them go on so. */
function usualGap(list: CardList, { eol }: Habits): string {
  if (list.flow) return ', ';
  const [, ...others] = cardsOf(list);
  return others.length > 0 && others.every(({ gap }) => gap !== '') ? eol : '';
}

/** Writes a card in the form and at the column of a list. */
export function settle(card: Card, list: CardList, { eol }: Habits): void {
  const from = card.list;
  card.list = list;
  if (from === list) return;
  if (list.flow) {
    card.body = [from.flow ? print(card.body) : (onOneLine(card) ?? print(card.body).trim())];
    card.lead = '';
  } else if (from.flow) {
    const start = columnOf(card.source, card.offset);
    const own = print(card.body);
    const shifted = shiftLines(` ${own}`, list.column + 2 - start).trimStart();
    card.body = [`${' '.repeat(list.column)}- ${own.includes('\n') ? shifted : own}${eol}`];
  } else {
    const by = list.column - from.column;
    if (by !== 0) card.body = [shiftLines(print(card.body), by)];
    card.lead = shiftLines(card.lead, by);
  }
}

/** A new card that says `body`, to be put into `list`. */
export function newCard(list: CardList, body: string, habits: Habits): Card {
  return {
    kind: 'card',
    list,
    gap: usualGap(list, habits),
    lead: '',
    body: [body],
    offset: 0,
    disabled: false,
    node: undefined,
    source: body,
  };
}

export function disableCard(card: Card): void {
  card.body = [disableLines(print(card.body), card.list.column)];
  card.disabled = true;
}

export function enableCard(card: Card): void {
  card.body = [enableLines(print(card.body))];
  card.disabled = false;
}

/**
 * What happens to a list that cards have left. A group with no card goes, and one with disabled cards alone is disabled.
 * Gives the keys of filters (`where`, `having`) that have nothing left to say. With `left`, comments of groups that go stay.
 */
export function prune(list: CardList, left?: Habits): readonly CardList[] {
  const { owner } = list;
  const cards = cardsOf(list);
  if (owner === undefined) return [];
  if (!isGroupKey(list.key)) return cards.length === 0 && list.item === 'filter' ? [list] : [];
  // The group may be gone already.
  if (!owner.list.entries.includes(owner)) return [];
  if (cards.length === 0) {
    if (left !== undefined) leaveComments(owner, left);
    takeOut(owner);
    return prune(owner.list, left);
  }
  if (cards.some(({ disabled }) => !disabled) || owner.list.flow) return [];
  disableCard(owner);
  return prune(owner.list, left);
}

/** Puts the comments of a group that goes, because its last card went elsewhere, in its place. */
function leaveComments({ list, lead, body }: Card, { eol }: Habits): void {
  const comments = list.flow ? [] : commentsOf(lead + print(body));
  if (comments.length === 0) return;
  const indent = ' '.repeat(list.column);
  const text = comments.map((comment) => `${indent}${comment}${eol}`).join('');
  list.entries.splice(
    list.entries.findIndex((entry) => entry.kind === 'card' && entry.body === body),
    0,
    {
      kind: 'loose',
      text,
    },
  );
}

/** The cards that can be disabled in place of these: a group whose enabled cards are all among them. */
export function widened(cards: readonly Card[]): readonly Card[] {
  const chosen = new Set(cards);
  for (const list of new Set(cards.map((card) => card.list))) {
    const { owner, key } = list;
    if (owner === undefined || !isGroupKey(key)) continue;
    const enabled = list.entries.filter(isCard).filter(({ disabled }) => !disabled);
    if (!enabled.every((card) => chosen.has(card))) continue;
    for (const card of enabled) chosen.delete(card);
    chosen.add(owner);
    return widened([...chosen]);
  }
  return [...chosen];
}
