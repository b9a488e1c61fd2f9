/**
 * Items of lists and entries of maps as pieces of text that can stand elsewhere: with their comments, without the
 * indentation of the place they come from. What is inside a piece stays as it was written.
 */
import type { Range, TextEdit } from '../diagnostic.ts';
import { quoteKey } from '../format/quote.ts';
import { dashBefore } from './edit.ts';
import { inlineEntry, inlineText } from './inline.ts';
import { columnOf, indentOf, lineEnd, lineStart, nextLine, onlySpaceBefore } from './lines.ts';
import type { ListNode, MapNode, SyntaxNode } from './tree.ts';

export interface Piece {
  /** A blank line stands above it. */
  readonly gap: boolean;
  /** Comments on lines of their own above it. */
  readonly above: readonly string[];
  /** Its lines without the dash; the further ones indented as they are relative to the first. */
  readonly lines: readonly string[];
  /** On one line, as it stands in brackets; undefined where a comment, an anchor or a block of text forbids that. */
  readonly inline: string | undefined;
}

/** Where an item of a list or an entry of a map stands, with the comments that belong to it. */
interface Extent {
  /** Of the comments above, or else of the mark. */
  readonly start: number;
  /** The dash of an item, the key of an entry. */
  readonly mark: number;
  /** The end of its last line, the line break left out. */
  readonly end: number;
}

/** The item at `index` as a piece; undefined when it is not plainly written (a comment behind its dash). */
export function itemPiece(text: string, list: ListNode, index: number): Piece | undefined {
  const item = list.items[index];
  const extent = item && extentOf(text, list, index);
  if (!item || !extent) return undefined;
  return pieceOf(text, extent, { list, index, node: item });
}

/** Some entries of a map as one piece, in the order given: a map of its own. */
export function entriesPiece(text: string, map: MapNode, indices: readonly number[]): Piece | undefined {
  const entries = indices.flatMap((index) => map.entries[index] ?? []);
  if (entries.length === 0) return undefined;
  const inlines = entries.map(({ key, value }) => inlineEntry(text, key, value));
  const inline = inlines.includes(undefined) ? undefined : `{${inlines.join(', ')}}`;
  if (map.flow) {
    const parts = entries.map(({ range }) => text.slice(range.start, range.end));
    return {
      gap: false,
      above: [],
      lines: inline === undefined ? `{${parts.join(', ')}}`.split(/\r?\n/) : [inline],
      inline,
    };
  }
  const column = columnOf(text, map.range.start);
  const parts = indices.map((index) => {
    const { start, mark, end } = extentOf(text, map, index)!;
    return { above: linesBetween(text, start, mark, column), lines: linesBetween(text, mark, end, column) };
  });
  const [first, ...rest] = parts;
  return {
    gap: false,
    above: first!.above,
    lines: [...first!.lines, ...rest.flatMap((part) => [...part.above, ...part.lines])],
    inline,
  };
}

/** A map of one key with pieces as the list below it. */
export function groupPiece(key: string, pieces: readonly Piece[]): Piece {
  const inlines = pieces.map(({ inline }) => inline);
  return {
    gap: false,
    above: [],
    lines: [`${quoteKey(key)}:`, ...pieces.flatMap((piece, index) => itemLines(piece, 2, index > 0))],
    inline: inlines.includes(undefined) ? undefined : `{${quoteKey(key)}: [${inlines.join(', ')}]}`,
  };
}

/** The entries of a map in another order, each with the comments that belong to it. */
export function reorderEntries(text: string, map: MapNode, indices: readonly number[]): TextEdit | undefined {
  const piece = entriesPiece(text, map, indices);
  const extents = map.entries.flatMap((_, index) => extentOf(text, map, index) ?? []);
  const [first, last] = [extents[0], extents.at(-1)];
  if (!piece || !first || !last) return undefined;
  if (map.flow) return { range: map.range, newText: piece.lines.join(eolOf(text)) };
  const indent = ' '.repeat(columnOf(text, map.range.start));
  const lines = [...piece.above, ...piece.lines].map((line) => (line === '' ? '' : indent + line));
  return { range: { start: first.start, end: last.end }, newText: lines.join(eolOf(text)).slice(indent.length) };
}

/** Text of one or more lines as a piece: a map's entries, or brackets. */
export function textPiece(lines: string, inline?: string): Piece {
  return { gap: false, above: [], lines: lines.split('\n'), inline };
}

/** Puts pieces in the place of the items from `from` up to and including `to`. Undefined when brackets cannot hold them. */
export function replaceItems(
  text: string,
  list: ListNode,
  [from, to]: readonly [number, number],
  pieces: readonly Piece[],
): TextEdit | undefined {
  const first = extentOf(text, list, from);
  const last = extentOf(text, list, to);
  if (!first || !last) return undefined;
  const range = { start: first.start, end: last.end };
  if (list.flow) {
    const inlines = pieces.map(({ inline }) => inline);
    return inlines.includes(undefined) ? undefined : { range, newText: inlines.join(', ') };
  }
  const column = columnOf(text, first.mark);
  const lines = pieces.flatMap((piece, index) => itemLines(piece, column, index > 0));
  return { range, newText: lines.join(eolOf(text)).slice(column) };
}

/** Takes an item away with the comments that belong to it; never the only one, nor the first behind another dash. */
export function removedItem(text: string, list: ListNode, index: number): TextEdit | undefined {
  const extent = extentOf(text, list, index);
  if (!extent || list.items.length < 2) return undefined;
  const { start, end } = extent;
  if (list.flow) {
    const next = extentOf(text, list, index + 1);
    const previous = extentOf(text, list, index - 1);
    return { range: next ? { start, end: next.start } : { start: previous?.end ?? start, end }, newText: '' };
  }
  if (!onlySpaceBefore(text, start)) return undefined;
  // With its own line break, or with the one before where the text ends.
  const after = nextLine(text, end);
  const before = after > end ? lineStart(text, start) : Math.max(0, lineStart(text, start) - 1);
  return { range: { start: before, end: Math.max(after, end) }, newText: '' };
}

/** Items of a list in block style, at a column. */
export function itemLines({ gap, above, lines }: Piece, column: number, mayPart = true): readonly string[] {
  const indent = ' '.repeat(column);
  const [first = '', ...rest] = lines;
  return [
    ...(gap && mayPart ? [''] : []),
    ...above.map((line) => indent + line),
    `${indent}- ${first}`,
    ...rest.map((line) => (line === '' ? '' : `${indent}  ${line}`)),
  ];
}

/** The line break of a text. */
export function eolOf(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The lines of an item, from its dash's line to its last, with comments that are further in; undefined in brackets. */
export function itemRange(text: string, list: ListNode, index: number): Range | undefined {
  const extent = list.flow ? undefined : extentOf(text, list, index);
  return extent && { start: lineStart(text, extent.mark), end: extent.end };
}

function extentOf(text: string, parent: ListNode | MapNode, index: number): Extent | undefined {
  const children = parent.kind === 'list' ? parent.items : parent.entries;
  const child = children[index];
  if (!child) return undefined;
  const { range } = child;
  if (parent.flow) {
    const before = /(?:[&!]\S+\s+)*$/.exec(text.slice(parent.range.start, range.start))?.[0].length ?? 0;
    return { start: range.start - before, mark: range.start - before, end: range.end };
  }
  const mark = parent.kind === 'list' ? dashBefore(text, range.start) : range.start;
  if (parent.kind === 'list' && text[mark] !== '-') return undefined;
  const column = columnOf(text, mark);
  const earliest = children[index - 1]?.range.end ?? 0;
  return { start: commentsAbove(text, mark, column, earliest), mark, end: lastLineEnd(text, range.end, column) };
}

/** Comments in the column of what follows them belong to it. */
function commentsAbove(text: string, mark: number, column: number, earliest: number): number {
  if (!onlySpaceBefore(text, mark)) return mark;
  let start = mark;
  for (let line = lineStart(text, mark); line > 0; ) {
    line = lineStart(text, line - 1);
    if (line < earliest || indentOf(text, line) !== column || text[line + column] !== '#') break;
    start = line + column;
  }
  return start;
}

/** Comments that are indented further than the next item belong to what stands above them. */
function lastLineEnd(text: string, rangeEnd: number, column: number): number {
  // A block of text takes in its last line break.
  let end = text[rangeEnd - 1] === '\n' ? rangeEnd - 1 : lineEnd(text, rangeEnd);
  for (let line = nextLine(text, end); line < text.length; line = nextLine(text, line)) {
    const indent = indentOf(text, line);
    if (indent <= column || text[line + indent] !== '#') break;
    end = lineEnd(text, line);
  }
  return text[end - 1] === '\r' ? end - 1 : end;
}

function pieceOf(
  text: string,
  { start, mark, end }: Extent,
  { list, index, node }: { readonly list: ListNode; readonly index: number; readonly node: SyntaxNode },
): Piece {
  const inline = inlineText(text, node);
  if (list.flow) {
    return { gap: false, above: [], lines: linesBetween(text, start, end, columnOf(text, start)), inline };
  }
  const body = mark + 1 + (/^\s*/.exec(text.slice(mark + 1, end))?.[0].length ?? 0);
  const sameLine = lineStart(text, body) === lineStart(text, node.range.start);
  const column = columnOf(text, sameLine ? body : node.range.start);
  const line = lineStart(text, start);
  const gap = index > 0 && line > 0 && text.slice(lineStart(text, line - 1), line).trim() === '';
  return {
    gap,
    above: linesBetween(text, start, mark, columnOf(text, mark)),
    lines: linesBetween(text, body, end, column),
    // What stands behind it on its line would be lost in brackets.
    inline: text.slice(node.range.end, end).trim() === '' && start === mark ? inline : undefined,
  };
}

/** The lines of a stretch, up to `column` spaces taken from each but the first. What ends at a mark has no last line. */
function linesBetween(text: string, start: number, end: number, column: number): readonly string[] {
  if (start >= end) return [];
  const lines = text.slice(start, end).split(/\r?\n/);
  if (lines.length > 1 && lines.at(-1)?.trim() === '') lines.pop();
  return lines.map((line, index) => {
    if (index === 0) return line;
    return line.trim() === '' && line.length <= column ? '' : line.slice(Math.min(column, indentOf(line, 0)));
  });
}
