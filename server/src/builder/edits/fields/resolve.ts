/** From a path to the place in the tree. */

import { type Order, orderOf } from '../../../language/format/order.ts';
import type { KeyDoc } from '../../../language/index.ts';
import { entryOf } from '../../../language/index.ts';
import type { Entry, ListNode, MapNode, SyntaxNode } from '../../../language/syntax/tree.ts';
import type { BuilderPath } from '../../../protocol/index.ts';
import { keyDocs, rootDocs } from '../../outline/card-keys.ts';
import { type Card, type CardList, cardsOf, listsOf, type Part } from '../../outline/outline.ts';
import type { EditFile } from '../edit.ts';

export type Place =
  /** A key of a map; `entry` is undefined when it is not there. `card` is the innermost card around it. */
  | {
      readonly at: 'key';
      readonly map: MapNode;
      readonly key: string;
      readonly entry: Entry | undefined;
      readonly card: Card | undefined;
      /** The map is the card's (or the file's) own, with these documented keys. */
      readonly docs: readonly KeyDoc[] | undefined;
      /** The language's order of the map's keys. */
      readonly order: Order;
    }
  | { readonly at: 'item'; readonly list: ListNode; readonly index: number; readonly item: SyntaxNode }
  /** What is around it is no map yet. */
  | { readonly at: 'nowhere' }
  | { readonly at: 'disabled' };

/** The place of a field. */
export function placeOf({ tree, outline }: EditFile, path: BuilderPath): Place {
  let node: SyntaxNode | undefined = tree.root;
  let parts: readonly Part[] = outline.parts;
  let card: Card | undefined;
  let docs: readonly KeyDoc[] | undefined = rootDocs;
  let order = orderOf('segment');
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    if (typeof step === 'string') {
      if (node?.kind !== 'map') return { at: 'nowhere' };
      const entry = entryOf(node, step);
      if (last) return { at: 'key', map: node, key: step, entry, card, docs, order };
      order = order.child(
        step,
        node.entries.map(({ key }) => String(key.value)),
      );
      const list = listsOf(parts).find(({ key }) => key === step);
      const next = path[index + 1];
      if (list !== undefined && docs !== undefined && typeof next === 'number' && index + 2 < path.length) continue;
      node = entry?.value;
      docs = undefined;
      continue;
    }
    const before = path[index - 1];
    const list: CardList | undefined = docs && listsOf(parts).find(({ key }) => key === before);
    if (list !== undefined && !last) {
      const inner: Card | undefined = cardsOf(list)[step];
      if (inner === undefined) return { at: 'nowhere' };
      if (inner.disabled) return { at: 'disabled' };
      card = inner;
      node = inner.node;
      parts = inner.body;
      docs = node?.kind === 'map' ? keyDocs(node, list.item, list.docs) : [];
      continue;
    }
    const item: SyntaxNode | undefined = node?.kind === 'list' ? node.items[step] : undefined;
    if (node?.kind !== 'list' || item === undefined) return { at: 'nowhere' };
    if (last) return { at: 'item', list: node, index: step, item };
    node = item;
    docs = undefined;
  }
  return { at: 'nowhere' };
}

/** The card that a field belongs to. */
export function cardOf(path: BuilderPath): readonly BuilderPath[] {
  const numbers = path.map((step, i) => (typeof step === 'number' ? i : -1)).filter((i) => i >= 0);
  const last = numbers.at(-1);
  return last === undefined || path[0] !== 'where' ? [] : [path.slice(0, last + 1)];
}
