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
    const column = leadingSpaces(line);
    const mark = MARK.exec(line.slice(column));
    if (mark === null) return line;
    const rest = line.slice(column + mark[0].length);
    if (rest === '' && !mark[0].endsWith(' ')) return '';
    return ' '.repeat(Math.max(0, column - (mark[1]?.length ?? 0))) + rest;
  });
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
