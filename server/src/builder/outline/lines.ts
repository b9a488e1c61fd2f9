/** The lines between and below the items of a list: which of them belong to which. */
import { lineEnd, lineStart } from '../../language/index.ts';
import { beginsDisabled, disabledColumn } from '../../language/syntax/disabled.ts';
import type { ListNode } from '../../language/syntax/tree.ts';

export interface BlockPlace {
  readonly node: ListNode | undefined;
  /** Where the first line after the key begins. */
  readonly from: number;
  /** Nothing of the list stands from here on. */
  readonly limit: number;
  readonly keyColumn: number;
}

export const beginsAt = (text: string, at: number) => beginsDisabled(text.slice(at, lineEnd(text, at)));
export const columnOfDisabled = (text: string, at: number) => disabledColumn(text.slice(at, lineEnd(text, at)));

/** Where the comments right above a card begin, and the blank lines above these. */
export function splitLead(text: string, from: number, at: number, column: number) {
  let leadStart = at;
  for (let start = lineBefore(text, leadStart); leadStart > from; start = lineBefore(text, leadStart)) {
    const line = text.slice(start, lineEnd(text, start));
    if (line.trimStart()[0] !== '#' || columnOfText(line) !== column || disabledColumn(line) !== undefined) break;
    leadStart = start;
  }
  let gapStart = leadStart;
  for (let start = lineBefore(text, gapStart); gapStart > from; start = lineBefore(text, gapStart)) {
    if (text.slice(start, lineEnd(text, start)).trim() !== '') break;
    gapStart = start;
  }
  return { gapStart, leadStart };
}

/** Where an item ends: after its last line, and after comments below that are further in than its dash. */
export function endOf(text: string, contentEnd: number, dash: number, column: number, limit: number): number {
  const last = Math.max(contentEnd, dash + 1);
  let end = text[last - 1] === '\n' ? last : Math.min(limit, nextLineStart(text, last));
  for (let at = end; at < limit; at = nextLineStart(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    if (line.trim() === '') continue;
    if (line.trimStart()[0] !== '#' || columnOfText(line) <= column) break;
    end = Math.min(limit, nextLineStart(text, at));
  }
  return end;
}

/** The column of the disabled items behind a key that has no value; undefined when there are none. */
export function firstDisabled(text: string, { from, limit, keyColumn }: BlockPlace): number | undefined {
  for (let at = from; at < limit; at = nextLineStart(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    if (beginsDisabled(line)) {
      const column = disabledColumn(line);
      return column !== undefined && column >= keyColumn ? column : undefined;
    }
    if (line.trim() !== '' && line.trimStart()[0] !== '#') return undefined;
  }
  return undefined;
}

/** Where the last disabled item below a list's last item ends; `from` when there is none. */
export function lastDisabled(text: string, from: number, column: number, limit: number): number {
  let end = from;
  for (let at = from; at < limit; at = nextLineStart(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    if (line.trim() === '') continue;
    if (line.trimStart()[0] !== '#' || columnOfText(line) < column) break;
    if (disabledColumn(line) === column && (beginsDisabled(line) || end === at)) {
      end = Math.min(limit, nextLineStart(text, at));
    }
  }
  return end;
}

/** The dashes of a list's items, each the first on its line and all in one column; undefined where they are not. */
export function dashesOf(text: string, { items, range }: ListNode): readonly number[] | undefined {
  const column = columnAt(text, range.start);
  const dashes: number[] = [];
  let from = lineStart(text, range.start);
  for (const item of items) {
    let line = from;
    while (line <= item.range.start && !isDashLine(text, line, column)) line = nextLineStart(text, line);
    if (line > item.range.start || text[line + column] !== '-') return undefined;
    dashes.push(line + column);
    from = nextLineStart(text, Math.max(line, item.range.end - 1));
  }
  return dashes;
}

function isDashLine(text: string, start: number, column: number): boolean {
  const line = text.slice(start, lineEnd(text, start));
  return columnOfText(line) === column && /^-(?:\s|$)/.test(line.slice(column));
}

export const nextLineStart = (text: string, offset: number): number => {
  const found = text.indexOf('\n', offset);
  return found < 0 ? text.length : found + 1;
};

const lineBefore = (text: string, start: number): number => lineStart(text, Math.max(0, start - 1));

const columnOfText = (line: string): number => line.length - line.trimStart().length;

export const columnAt = (text: string, offset: number): number => offset - lineStart(text, offset);
