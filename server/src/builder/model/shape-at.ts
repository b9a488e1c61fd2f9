import { rootShape, under } from '../../features/place/place.ts';
import type { Shape } from '../../features/place/shape.ts';
import { entryOf } from '../../language/index.ts';
import type { Entry, ListNode, MapNode, SyntaxNode, Tree } from '../../language/syntax/tree.ts';
import type { BuilderPath } from '../../protocol/index.ts';
import { type CardList, cardsOf, listsOf, type Part } from '../outline/outline.ts';
import { enabledView, readOutline } from '../outline/read-outline.ts';

export interface ShapeAt {
  readonly shape: Shape;
  /** The map around the last key. */
  readonly map: MapNode | undefined;
  readonly node: SyntaxNode | undefined;
}

const NOWHERE = { start: 0, end: 0 } as const;

/** What the language expects at a path, also of a key that is not there yet. */
export function shapeAtPath(tree: Tree, path: BuilderPath): ShapeAt {
  let shape = rootShape('segment');
  let node: SyntaxNode | undefined = tree.root;
  let map: MapNode | undefined;
  let parts: readonly Part[] = readOutline(tree).parts;
  let list: CardList | undefined;
  for (const step of path) {
    if (typeof step === 'string') {
      map = node?.kind === 'map' ? node : { kind: 'map', range: NOWHERE, entries: [], flow: false };
      const entry = entryOf(map, step) ?? missingEntry(step);
      shape = under(shape, { kind: 'entry', map, entry, key: step });
      list = listsOf(parts).find(({ key }) => key === step);
      node = entry.value;
      continue;
    }
    const cards = list && cardsOf(list);
    const card = cards?.[step];
    if (cards === undefined || card === undefined) {
      const items: ListNode = node?.kind === 'list' ? node : listOf([]);
      shape = under(shape, { kind: 'item', list: items, index: step });
      node = items.items[step];
      parts = [];
      continue;
    }
    shape = itemShape(shape, [
      ...cards.slice(0, step).flatMap((each) => (each.node === undefined || each.disabled ? [] : [each.node])),
      ...(card.node === undefined ? [] : [card.node]),
    ]);
    node = card.node;
    parts = card.disabled ? enabledView(card).body : card.body;
    list = undefined;
  }
  return { shape, map, node };
}

/** The shape of the last of these items of a list. */
export function itemShape(shape: Shape, items: readonly SyntaxNode[]): Shape {
  return under(shape, { kind: 'item', list: listOf(items), index: items.length - 1 });
}

const listOf = (items: readonly SyntaxNode[]): ListNode => ({ kind: 'list', range: NOWHERE, items, flow: false });

/** A key that could stand in a map. */
export function missingEntry(key: string): Entry {
  return {
    key: { kind: 'scalar', range: NOWHERE, value: key, source: key, style: 'plain' },
    value: undefined,
    range: NOWHERE,
  };
}
