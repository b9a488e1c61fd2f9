import type { Range } from '../diagnostic.ts';
import { columnOf, lineStart, onlySpaceBefore } from './lines.ts';
import type { Entry, ListNode, MapNode, SyntaxNode, Tree } from './tree.ts';

/** One level on the way from the root to a place: through an entry of a map or an item of a list. */
export type PathStep =
  | { readonly kind: 'entry'; readonly map: MapNode; readonly entry: Entry; readonly key: string }
  | { readonly kind: 'item'; readonly list: ListNode; readonly index: number };

export interface PathAt {
  readonly steps: readonly PathStep[];
  /** The keys and indices of `steps`. */
  readonly keys: readonly (string | number)[];
  /** The innermost node that holds the place or, between nodes, the collection that a new line there would belong to. */
  readonly node: SyntaxNode | undefined;
  /**
   * `key`: on the key of the last step's entry. `value`: on `node`, or where the value of the last step belongs.
   * `between`: inside the collection `node`, on none of its children, where a new entry or item would go.
   */
  readonly at: 'key' | 'value' | 'between';
}

/** The way to an offset. On an empty line, the column tells which of the open collections the place belongs to. */
export function pathAt(tree: Tree, offset: number): PathAt {
  const steps: PathStep[] = [];
  const done = (node: SyntaxNode | undefined, at: PathAt['at']): PathAt => ({
    steps,
    keys: steps.map((step) => (step.kind === 'entry' ? step.key : step.index)),
    node,
    at,
  });
  const { text } = tree;
  let node = tree.root;
  if (node === undefined) return done(undefined, 'between');
  for (;;) {
    // What an alias repeats is not there to be pointed into.
    if (text[node.range.start] === '*' && steps.length > 0) return done(node, 'value');
    if (node.kind === 'scalar') return done(node, holds(node.range, offset) || steps.length > 0 ? 'value' : 'between');
    const child: Child | undefined = childBefore(node, offset);
    if (child === undefined) return done(node, 'between');
    const { step, own, value } = child;
    if (step.kind === 'entry' && holds(step.entry.key.range, offset)) {
      steps.push(step);
      return done(node, 'key');
    }
    if (!belongs(text, node, own, value, offset)) return done(node, 'between');
    steps.push(step);
    if (value === undefined || (value.range.start > offset && !opensAt(text, value, offset)))
      return done(value, 'value');
    if (value.kind === 'scalar' && !holds(value.range, offset)) return done(value, 'value');
    node = value;
  }
}

/** The innermost node at an offset, keys included. */
export function nodeAt(tree: Tree, offset: number): SyntaxNode | undefined {
  const { steps, node, at } = pathAt(tree, offset);
  const last = steps.at(-1);
  if (at === 'key' && last?.kind === 'entry') return last.entry.key;
  return node;
}

/** The node at a path of keys and indices. */
export function nodeAtPath(tree: Tree, keys: readonly (string | number)[]): SyntaxNode | undefined {
  let node = tree.root;
  for (const key of keys) {
    if (node?.kind === 'map' && typeof key === 'string') node = entryOf(node, key)?.value;
    else if (node?.kind === 'list' && typeof key === 'number') node = node.items[key];
    else return undefined;
  }
  return node;
}

/** The entry of a key. */
export function entryOf(map: MapNode, key: string): Entry | undefined {
  return map.entries.find((entry) => entry.key.value === key);
}

interface Child {
  readonly step: PathStep;
  /** The child with its key. */
  readonly own: Range;
  readonly value: SyntaxNode | undefined;
}

/** The last child that begins at or before the offset; children are in the order of the text. */
function childBefore(node: MapNode | ListNode, offset: number): Child | undefined {
  const children: readonly (Entry | SyntaxNode)[] = node.kind === 'map' ? node.entries : node.items;
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.range.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const index = low - 1;
  if (node.kind === 'list') {
    const item = node.items[index];
    return item && { step: { kind: 'item', list: node, index }, own: item.range, value: item };
  }
  const entry = node.entries[index];
  return (
    entry && {
      step: { kind: 'entry', map: node, entry, key: String(entry.key.value) },
      own: entry.range,
      value: entry.value,
    }
  );
}

/** Whether a place at or after a child's start still belongs to that child. */
function belongs(
  text: string,
  node: MapNode | ListNode,
  own: Range,
  value: SyntaxNode | undefined,
  offset: number,
): boolean {
  if (offset <= own.end && (value === undefined || offset > own.start || own.start === value.range.start)) return true;
  if (node.flow) return !/[,\]}]/.test(text.slice(own.end, offset));
  if (lineStart(text, offset) === lineStart(text, own.end)) return true;
  if (!onlySpaceBefore(text, offset)) {
    // A line with text that is in no node: a comment, or something broken. Its own column decides.
    return columnOf(text, lineStart(text, offset)) + leadingSpace(text, offset) > columnOf(text, node.range.start);
  }
  const column = columnOf(text, offset);
  const own_ = columnOf(text, node.range.start);
  if (column > own_) return true;
  // A list may stand right below its key's first letter; a dash there goes on with it.
  return (
    value?.kind === 'list' &&
    !value.flow &&
    column === own_ &&
    columnOf(text, value.range.start) === own_ &&
    text[offset] === '-'
  );
}

function opensAt(text: string, value: SyntaxNode, offset: number): boolean {
  return (
    value.kind !== 'scalar' &&
    !value.flow &&
    columnOf(text, offset) >= columnOf(text, value.range.start) &&
    onlySpaceBefore(text, offset)
  );
}

function leadingSpace(text: string, offset: number): number {
  return /^\s*/.exec(text.slice(lineStart(text, offset), offset))?.[0].length ?? 0;
}

function holds({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}
