/** Edits of a tree's text that touch nothing but what they change: comments, order and style of the rest stay. */
import type { Range, TextEdit } from '../diagnostic.ts';
import { quoteKey, quoteScalar } from '../format/quote.ts';
import { columnOf, lastBreak, lineEnd, lineStart, nextLine, onlySpaceBefore } from './lines.ts';
import type { Entry, ListNode, MapNode, Scalar, ScalarNode, SyntaxNode, Tree } from './tree.ts';

/** Another value in place of a scalar, quoted as needed. A block scalar's indicator and lines are replaced as a whole. */
export function replaceScalar({ range, style, source }: ScalarNode, value: Scalar): TextEdit {
  // The last line break of a block scalar is its own, and what follows needs one.
  const lineBreak = style === 'block' ? lastBreak(source) : 0;
  return { range: { start: range.start, end: range.end - lineBreak }, newText: quoteScalar(value) };
}

/** Another name for an entry's key. */
export function renameKey({ key }: Pick<Entry, 'key'>, name: string): TextEdit {
  return { range: key.range, newText: keyLike(key, name) };
}

/** A name as a key in the place of another. Quotes stay: in `{"is":1}` nothing else parts the key from its value. */
export function keyLike({ style }: ScalarNode, name: string): string {
  const own = quoteKey(name);
  if (own !== name) return own;
  if (style === 'single') return `'${name.replaceAll("'", "''")}'`;
  return style === 'double' ? JSON.stringify(name) : name;
}

/** Removes an entry; `undefined` when it is not one of the map's. A map that loses its last entry becomes `{}`. */
export function removeEntry(text: string, map: MapNode, entry: Entry): TextEdit | undefined {
  return removeChild(text, map, map.entries, map.entries.indexOf(entry), '{}');
}

/** Removes an item; `undefined` when there is none. A list that loses its last item becomes `[]`. */
export function removeItem(text: string, list: ListNode, index: number): TextEdit | undefined {
  return removeChild(text, list, list.items, index, '[]');
}

/** Removes the entry whose key stands at `key`, or which was left out of the tree as the second of its name. */
export function removeEntryOf(tree: Tree, key: Range): TextEdit | undefined {
  const map = mapHolding(tree.root, key);
  if (map === undefined) return undefined;
  const entry = map.entries.find(({ key: { range } }) => range.start === key.start);
  if (entry) return removeEntry(tree.text, map, entry);
  const { text } = tree;
  const next = map.entries.find(({ range }) => range.start > key.start)?.range.start;
  if (map.flow) {
    const rest = text.slice(key.end, map.range.end);
    const comma = /^[^,{}[\]"']*,\s*/.exec(rest);
    if (comma) return { range: { start: key.start, end: key.end + comma[0].length }, newText: '' };
    const plain = /^[^,{}[\]"']*(?=\}$)/.exec(rest);
    const before = /,\s*$/.exec(text.slice(map.range.start, key.start));
    if (plain === null) return undefined;
    return { range: { start: key.start - (before?.[0].length ?? 0), end: key.end + plain[0].length }, newText: '' };
  }
  // Not in the tree, so its extent is read off the indentation: up to the next line that is not deeper.
  const column = columnOf(text, map.range.start);
  let end = nextLine(text, key.end);
  while (end < (next ?? text.length)) {
    const line = text.slice(end, lineEnd(text, end));
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '' || indent < column || (indent === column && !line.trimStart().startsWith('- '))) break;
    end = nextLine(text, end);
  }
  return { range: { start: lineStart(text, key.start), end }, newText: '' };
}

/** Adds an entry at the map's end, or after another of its entries. `value` is YAML text, one line or indented by itself. */
export function insertEntry(text: string, map: MapNode, key: string, value: string, after?: Entry): TextEdit {
  const entry = `${quoteKey(key)}: ${value}`;
  return insertChild(
    text,
    map,
    map.entries,
    after === undefined ? map.entries.length : map.entries.indexOf(after) + 1,
    entry,
    '',
  );
}

/** Adds an item before the item at `index`, or at the end. `item` is YAML text; its further lines follow the indentation. */
export function insertItem(text: string, list: ListNode, item: string, index = list.items.length): TextEdit {
  return insertChild(text, list, list.items, index, item, '- ');
}

type Child = Entry | SyntaxNode;

function removeChild(
  text: string,
  parent: MapNode | ListNode,
  children: readonly Child[],
  index: number,
  empty: string,
): TextEdit | undefined {
  const child = children[index];
  if (child === undefined) return undefined;
  if (children.length === 1) return { range: parent.range, newText: empty };
  const previous = children[index - 1];
  const next = children[index + 1];
  if (parent.flow) {
    if (next) return { range: { start: child.range.start, end: next.range.start }, newText: '' };
    return { range: { start: previous?.range.end ?? child.range.start, end: child.range.end }, newText: '' };
  }
  const start = parent.kind === 'list' ? dashBefore(text, child.range.start) : child.range.start;
  // The first entry of a list item stands behind the dash: what follows moves up to it.
  if (!onlySpaceBefore(text, start)) {
    const following = next && (parent.kind === 'list' ? dashBefore(text, next.range.start) : next.range.start);
    return { range: { start, end: following ?? child.range.end }, newText: '' };
  }
  const end = Math.max(child.range.end, start);
  return {
    range: { start: lineStart(text, start), end: text[end - 1] === '\n' ? end : nextLine(text, end) },
    newText: '',
  };
}

function insertChild(
  text: string,
  parent: MapNode | ListNode,
  children: readonly Child[],
  index: number,
  child: string,
  mark: string,
): TextEdit {
  const previous = children[index - 1];
  const next = children[index];
  if (parent.flow) {
    if (next) return { range: at(next.range.start), newText: `${child}, ` };
    if (previous) return { range: at(previous.range.end), newText: `, ${child}` };
    return { range: at(parent.range.start + 1), newText: child };
  }
  const column = columnOf(text, parent.range.start);
  const indent = ' '.repeat(column);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = `${mark}${child}`.replaceAll('\n', `${eol}${indent}${' '.repeat(mark.length)}`);
  if (previous === undefined && next !== undefined) {
    const start = parent.kind === 'list' ? dashBefore(text, next.range.start) : next.range.start;
    return { range: at(start), newText: `${lines}${eol}${indent}` };
  }
  const end = previous?.range.end ?? parent.range.end;
  // A block scalar's range already takes in its last line break.
  if (text[end - 1] === '\n') return { range: at(end), newText: `${indent}${lines}${eol}` };
  return { range: at(lineEnd(text, end)), newText: `${eol}${indent}${lines}` };
}

/** The dash of a list item that begins at `offset`, or `offset` itself when there is none right before it. */
export function dashBefore(text: string, offset: number): number {
  const before = /-\s+(?:[&!]\S+\s+)*$/.exec(text.slice(Math.max(0, offset - 500), offset));
  return before ? offset - before[0].length : offset;
}

function at(offset: number): Range {
  return { start: offset, end: offset };
}

function mapHolding(node: SyntaxNode | undefined, { start, end }: Range): MapNode | undefined {
  if (node === undefined || node.kind === 'scalar') return undefined;
  const children = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
  for (const child of children) {
    if (child && child.range.start <= start && end <= child.range.end) {
      const inner = mapHolding(child, { start, end });
      if (inner) return inner;
    }
  }
  return node.kind === 'map' ? node : undefined;
}

/** The text after edits of one document that do not overlap; of two that do, the first counts. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const parts: string[] = [];
  let done = 0;
  for (const { range, newText } of sorted) {
    if (range.start < done) continue;
    parts.push(text.slice(done, range.start), newText);
    done = range.end;
  }
  return parts.join('') + text.slice(done);
}
