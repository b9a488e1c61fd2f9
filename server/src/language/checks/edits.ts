/** Edits that fixes are made of. They keep the comments of what they leave standing. */
import type { Fix, Range, TextEdit } from '../diagnostic.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/tree.ts';
import type { FixDocument } from './check.ts';

/** One replacement as a fix. */
export function replace(title: string, range: Range, newText: string, preferred = false): Fix {
  return { title, edits: [{ range, newText }], ...(preferred ? { preferred } : {}) };
}

/** The map and the place in it of the entry whose key begins where `range` does. */
export function entryAt(
  document: FixDocument,
  range: Range,
): { map: MapNode; index: number; entry: Entry } | undefined {
  let found: { map: MapNode; index: number; entry: Entry } | undefined;
  visit(document.tree.root, (node) => {
    if (node.kind !== 'map') return;
    node.entries.forEach((entry, index) => {
      // What an alias stands for has the alias's place: nothing can be edited there.
      const written = document.text.startsWith(entry.key.source, entry.key.range.start);
      if (written && entry.key.range.start === range.start) found = { map: node, index, entry };
    });
  });
  return found;
}

/** Changes the key of the entry whose value stands at `range`. */
export function renameKeyOf(document: FixDocument, range: Range, key: string): readonly Fix[] {
  let place: Range | undefined;
  visit(document.tree.root, (node) => {
    if (node.kind !== 'map') return;
    const entry = node.entries.find(({ value }) => value?.range.start === range.start && value.range.end === range.end);
    place = entry?.key.range ?? place;
  });
  return place === undefined ? [] : [replace(`Change to ${key}`, place, key, true)];
}

/** Removes the entry whose key stands at `keyRange`; nothing when it is the only one, or an alias stands there. */
export function removeEntry(document: FixDocument, keyRange: Range, title: string): readonly Fix[] {
  const place = entryAt(document, keyRange);
  if (place === undefined || place.map.entries.length < 2) return [];
  const { map, index, entry } = place;
  const ranges = map.entries.map((each) => each.range);
  return [{ title, edits: [removal(document.text, ranges, index, map.flow, entry.range)] }];
}

/** Removes the list's item that covers `range`; nothing when it is the only one. */
export function removeItem(document: FixDocument, range: Range, title: string): readonly Fix[] {
  let fixes: readonly Fix[] = [];
  visit(document.tree.root, (node) => {
    if (node.kind !== 'list' || node.items.length < 2) return;
    const index = node.items.findIndex((item) => item.range.start === range.start && item.range.end === range.end);
    if (index < 0) return;
    const ranges = node.items.map((item) => (node.flow ? item.range : withDash(document.text, item.range)));
    fixes = [{ title, edits: [removal(document.text, ranges, index, node.flow, ranges[index]!)] }];
  });
  return fixes;
}

/** Removes the whole list item inside which `range` lies: the innermost map in a list. Nothing when it is the only one. */
export function removeItemAround(document: FixDocument, range: Range, title: string): readonly Fix[] {
  let item: Range | undefined;
  visit(document.tree.root, (node) => {
    if (node.kind !== 'list') return;
    const around = node.items.find((each) => each.range.start <= range.start && range.end <= each.range.end);
    if (around?.kind === 'map') item = around.range;
  });
  return item === undefined ? [] : removeItem(document, item, title);
}

/** The map at a place. */
export function mapAt(document: FixDocument, range: Range): MapNode | undefined {
  let found: MapNode | undefined;
  visit(document.tree.root, (node) => {
    if (node.kind === 'map' && node.range.start === range.start && node.range.end === range.end) found ??= node;
  });
  return found;
}

function withDash(text: string, range: Range): Range {
  const dash = text.lastIndexOf('-', range.start);
  return { start: dash < 0 ? range.start : dash, end: range.end };
}

function removal(text: string, all: readonly Range[], index: number, flow: boolean, range: Range): TextEdit {
  const next = all[index + 1];
  const previous = all[index - 1];
  if (flow) {
    return next !== undefined
      ? { range: { start: range.start, end: next.start }, newText: '' }
      : { range: { start: previous!.end, end: range.end }, newText: '' };
  }
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  const lineEnd = text.indexOf('\n', range.end);
  const alone = text.slice(lineStart, range.start).trim() === '';
  if (alone) return { range: { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }, newText: '' };
  // It shares its line with the dash of a list: what follows moves up to it.
  if (next !== undefined) return { range: { start: range.start, end: next.start }, newText: '' };
  return { range: { start: previous?.end ?? range.start, end: range.end }, newText: '' };
}

/** Calls `see` for every node, parents first. Trees are of bounded depth. */
export function visit(node: SyntaxNode | undefined, see: (node: SyntaxNode) => void): void {
  if (node === undefined) return;
  see(node);
  if (node.kind === 'list') for (const item of node.items) visit(item, see);
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      see(entry.key);
      visit(entry.value, see);
    }
  }
}
