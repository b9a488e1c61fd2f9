/**
 * Items of a list that are commented out for a moment. Each of their lines has `#~` where the list's dashes stand, so
 * that the file stays valid for every tool and the way back restores each byte:
 *
 *     - user: os
 *       is: iOS
 *     #~ - did: Charged
 *     #~   within: 30d
 *
 * (As in gettext's catalogues, where `#~` marks entries that are out of use.) `#~<<` and so on say that the line began
 * so many columns further left.
 */
import type { Range } from '../diagnostic.ts';
import { lineEnd, nextLine } from './lines.ts';

const MARK = /^#~(<*)(?: |$)/;

/** The lines of an item, commented out. `column` is that of its dash. */
export function disableLines(text: string, column: number): string {
  const indent = ' '.repeat(column);
  return mapLines(text, (line) => {
    if (line === '') return `${indent}#~`;
    const own = Math.min(leadingSpaces(line), column);
    return `${indent}#~${'<'.repeat(column - own)} ${line.slice(own)}`;
  });
}

/** The lines of an item as they were before. Lines that are not commented out stay. */
export function enableLines(text: string): string {
  return mapLines(text, (line) => {
    const found = belowMark(line);
    return found === undefined ? line : ' '.repeat(found.indent) + line.slice(found.from);
  });
}

/** Where in a line that is commented out its own text begins, and how far that is to be indented. */
function belowMark(line: string): { readonly from: number; readonly indent: number } | undefined {
  const column = leadingSpaces(line);
  const mark = MARK.exec(line.slice(column));
  if (mark === null) return undefined;
  const from = column + mark[0].length;
  const isBlank = from === line.length && !mark[0].endsWith(' ');
  return { from, indent: isBlank ? 0 : Math.max(0, column - (mark[1]?.length ?? 0)) };
}

/** Each item that is commented out, from its first line's start to its last line's end; those inside others left out. */
export function disabledItems(text: string): readonly Range[] {
  const items: { start: number; end: number; column: number }[] = [];
  let open: (typeof items)[number] | undefined;
  for (let at = text.includes('#~') ? 0 : text.length; at < text.length; at = nextLine(text, at)) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end);
    const column = disabledColumn(line);
    if (column !== undefined && beginsDisabled(line)) {
      open = { start: at, end, column };
      items.push(open);
    } else if (open && column === open.column) open.end = end;
    else open = undefined;
  }
  return items.map(({ start, end }) => ({ start, end }));
}

export interface Enabled {
  readonly text: string;
  /** Where the items stand in this text. */
  readonly items: readonly Range[];
  /** Where in the text before a range of this one stood that does not lie in the indentation of an item's line. */
  source(range: Range): Range;
}

/** A text with some of its disabled items enabled, which come in its order. */
export function enableItems(text: string, items: readonly Range[]): Enabled {
  const enabled: Range[] = [];
  const pieces = [{ at: 0, from: 0 }];
  let result = '';
  let done = 0;
  const copy = (from: number, to: number) => {
    pieces.push({ at: result.length, from });
    result += text.slice(from, to);
    done = to;
  };
  for (const item of items) {
    copy(done, item.start);
    const start = result.length;
    for (let at = item.start; at < item.end; at = done) {
      const { from, indent } = belowMark(text.slice(at, lineEnd(text, at))) ?? { from: 0, indent: 0 };
      result += ' '.repeat(indent);
      copy(at + from, Math.min(item.end, nextLine(text, at)));
    }
    enabled.push({ start, end: result.length });
  }
  copy(done, text.length);
  const source = (offset: number) => {
    const { at, from } = pieces.findLast((piece) => piece.at <= offset) ?? { at: 0, from: 0 };
    return from + offset - at;
  };
  return {
    text: result,
    items: enabled,
    // A range ends behind its last character: the next one may stand after another line's mark.
    source: ({ start, end }) => ({ start: source(start), end: start === end ? source(start) : source(end - 1) + 1 }),
  };
}

/** The column of a line's `#~`; undefined when it has none. `text` is one line. */
export function disabledColumn(text: string): number | undefined {
  const column = leadingSpaces(text);
  return MARK.test(text.slice(column)) ? column : undefined;
}

/** Whether a line of a disabled item is its first: the one with the dash. */
export function beginsDisabled(line: string): boolean {
  return /^ *#~ -(?: |$)/.test(line);
}

function leadingSpaces(text: string): number {
  let end = 0;
  while (text[end] === ' ') end++;
  return end;
}

/** Each line without its line break, which stays. */
export function mapLines(text: string, change: (line: string) => string): string {
  let result = '';
  for (let at = 0; at < text.length; ) {
    const end = lineEnd(text, at);
    const next = nextLine(text, end);
    result += change(text.slice(at, end)) + text.slice(end, next);
    at = next;
  }
  return result;
}
