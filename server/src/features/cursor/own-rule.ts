import { lineStartAt } from './columns.ts';

/** A part of a text that says the same of a place in it as the whole does. */
export interface Part {
  readonly text: string;
  /** What is to be added to an offset of the part to have the text’s own. */
  readonly shift: number;
}

const WHERE = 'where:\n';

/**
 * The rule around an offset alone under `where:`, so that completing in a long file costs no more than in a short one:
 * top-level rules say nothing of one another. Undefined when that is not certain: another key, aliases, lines that
 * stand further left than a list's may.
 */
export function ownRule(text: string, offset: number): Part | undefined {
  const lineStart = lineStartAt(text, offset);
  const column = listColumn(text, lineStart);
  if (column === undefined) return undefined;
  const own = lineAt(text, lineStart);
  const indent = indentOf(own);
  // Left of the list the line belongs to the file's own keys, or to what the author is about to move.
  const inItem = indent > column || (indent === column && (column > 0 || isDash(own, indent)));
  // Before a word, or at the dash itself, the cursor is not in the item yet.
  const before = offset - lineStart;
  const least = own.trim() === '' ? column : column + (isItem(own, column) ? 2 : 1);
  if (!inItem || before < least) return undefined;
  const start = isItem(own, column) ? lineStart : itemAbove(text, lineStart, column);
  if (start === undefined) return undefined;
  const part = text.slice(start, endOfItem(text, lineStart, column));
  // An alias speaks of an anchor that may stand anywhere.
  if (/(?:^|[\s[{,])[&*][^\s&*]/.test(part)) return undefined;
  return { text: `${WHERE}${part}`, shift: start - WHERE.length };
}

/** The column of the dashes of `where`, when all lines from it to this one keep to its list. */
function listColumn(text: string, lineStart: number): number | undefined {
  let column: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  let leastPlain = Number.POSITIVE_INFINITY;
  for (let end = lineStart - 1; end >= 0; ) {
    const start = lineStartAt(text, end);
    const line = text.slice(start, end);
    end = start - 1;
    const indent = indentOf(line);
    const first = line[indent];
    if (first === undefined || first === '\r' || first === '#') continue;
    if (indent === 0 && first !== '-') {
      // The list's first line is the one looked at last; nothing may stand left of it, nor level with it but dashes.
      if (!/^where:[ \t]*(?:#.*)?\r?$/.test(line) || column === undefined) return undefined;
      return column === least && leastPlain > column ? column : undefined;
    }
    least = Math.min(least, indent);
    column = isDash(line, indent) ? indent : undefined;
    if (column === undefined) leastPlain = Math.min(leastPlain, indent);
  }
  return undefined;
}

function itemAbove(text: string, lineStart: number, column: number): number | undefined {
  for (let end = lineStart - 1; end >= 0; ) {
    const start = lineStartAt(text, end);
    if (isItem(text.slice(start, end), column)) return start;
    end = start - 1;
  }
  return undefined;
}

/** Where the next item, or whatever stands no further right than the list, begins. */
function endOfItem(text: string, lineStart: number, column: number): number {
  for (let newline = text.indexOf('\n', lineStart); newline >= 0; newline = text.indexOf('\n', newline + 1)) {
    const line = lineAt(text, newline + 1);
    const indent = indentOf(line);
    const first = line[indent];
    if (first !== undefined && first !== '\r' && first !== '#' && indent <= column) return newline + 1;
  }
  return text.length;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

function indentOf(line: string): number {
  let at = 0;
  while (line[at] === ' ') at++;
  return at;
}

const isDash = (line: string, at: number): boolean => line[at] === '-' && /^(?:\s|$)/.test(line.slice(at + 1, at + 2));

const isItem = (line: string, column: number): boolean => indentOf(line) === column && isDash(line, column);
