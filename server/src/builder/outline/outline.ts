/**
 * A segment's text as lists of cards (rules, filters, steps) with all that stands between them.
 * Invariant: printed again it is the same text, byte by byte. It is made anew for every edit, which changes it in place.
 */

import type { KeyDoc } from '../../language/index.ts';
import type { ListNode, SyntaxNode } from '../../language/syntax/tree.ts';
import type { BuilderItem, BuilderPath } from '../../protocol/index.ts';

/** Text, and the lists in it, one after the other. */
export type Part = string | CardList;

export interface CardList {
  readonly key: string;
  readonly item: BuilderItem;
  /** The card whose key it stands behind; undefined for the file's own `where`. */
  readonly owner: Card | undefined;
  /** As it was read; undefined when all its cards are disabled. */
  readonly node: ListNode | undefined;
  /** In brackets. */
  readonly flow: boolean;
  /** Of its dashes. */
  readonly column: number;
  /** The keys that its cards can have, where their kind does not say. */
  readonly docs: readonly KeyDoc[];
  entries: (Card | Loose)[];
  /** In brackets: what stands before the closing one. */
  tail: string;
}

/** Comments and blank lines between cards that belong to none of them. */
export interface Loose {
  readonly kind: 'loose';
  readonly text: string;
}

export interface Card {
  readonly kind: 'card';
  list: CardList;
  /** Blank lines above; in brackets the comma and space. The first card of a list has none (but white space in brackets). */
  gap: string;
  /** The lines of comments above. */
  lead: string;
  /** From its first line's start to its last line's end; in brackets from its first to its last character. */
  body: readonly Part[];
  /** Where `body` begins in the text as it was read. */
  readonly offset: number;
  disabled: boolean;
  /** Its value, with places in `source`: the text, or of a disabled card what its lines say. */
  readonly node: SyntaxNode | undefined;
  readonly source: string;
}

export interface Outline {
  readonly text: string;
  parts: readonly Part[];
}

export function isCard(entry: Card | Loose): entry is Card {
  return entry.kind === 'card';
}

export function cardsOf(list: CardList): readonly Card[] {
  return list.entries.filter(isCard);
}

export function listsOf(parts: readonly Part[]): readonly CardList[] {
  return parts.filter((part) => typeof part !== 'string');
}

/** The path of a card in its file. */
export function pathOf(card: Card): BuilderPath {
  return [...pathOfList(card.list), cardsOf(card.list).indexOf(card)];
}

export function pathOfList({ owner, key }: CardList): BuilderPath {
  return owner === undefined ? [key] : [...pathOf(owner), key];
}

export function print(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : printList(part))).join('');
}

function printList({ entries, flow, tail }: CardList): string {
  const inner = entries.map((entry) => (isCard(entry) ? printCard(entry) : entry.text)).join('');
  return flow ? `[${inner}${tail}]` : inner;
}

function printCard({ gap, lead, body }: Card): string {
  return gap + lead + print(body);
}

/** What stands at the end of a path. */
export type Found =
  | { readonly list: CardList }
  | { readonly card: Card; readonly list: CardList; readonly index: number };

/** The list or the card at a path; undefined when there is none, or a field's path leads on from it. */
export function find(parts: readonly Part[], path: BuilderPath): Found | undefined {
  let found: Found | undefined;
  let inside = parts;
  for (const step of path) {
    if (typeof step === 'string') {
      const list: CardList | undefined =
        found !== undefined && !('card' in found) ? undefined : listsOf(inside).find(({ key }) => key === step);
      if (list === undefined) return undefined;
      found = { list };
    } else {
      const card: Card | undefined = found === undefined ? undefined : cardsOf(found.list)[step];
      if (found === undefined || 'card' in found || card === undefined) return undefined;
      found = { card, list: found.list, index: step };
      inside = card.body;
    }
  }
  return found;
}

/** The paths of enabled cards by where they stand in the YAML itself, where disabled ones do not count; as JSON. */
export function cardPaths(parts: readonly Part[]): ReadonlyMap<string, BuilderPath> {
  const paths = new Map<string, BuilderPath>();
  const visit = (inner: readonly Part[], path: BuilderPath, plain: BuilderPath): void => {
    for (const list of listsOf(inner)) {
      let position = 0;
      for (const [index, card] of cardsOf(list).entries()) {
        if (card.disabled) continue;
        const own = [...plain, list.key, position++];
        paths.set(JSON.stringify(own), [...path, list.key, index]);
        visit(card.body, [...path, list.key, index], own);
      }
    }
  };
  visit(parts, [], []);
  return paths;
}
