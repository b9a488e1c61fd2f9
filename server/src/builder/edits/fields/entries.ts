/** Where the entries of maps end, and entries added and removed as text. */
import { columnOf, lineEnd, lineStart, quoteKey } from '../../../language/index.ts';
import { hasComment } from '../../../language/syntax/scan.ts';
import type { Entry, MapNode } from '../../../language/syntax/tree.ts';

/** Replaces what stands from `start` to `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export const spliced = (text: string, { start, end, text: given }: Splice): string =>
  text.slice(0, start) + given + text.slice(end);

/** Behind the colon of an entry. */
export function afterColon(text: string, { key }: Entry): number {
  return text.indexOf(':', key.range.end) + 1;
}

/** Where an entry's own text ends, a line break at its end left aside. */
export function entryEnd(text: string, entry: Entry): number {
  if (entry.value === undefined) return afterColon(text, entry);
  return trimBreak(text, entry.value.range.end, entry.range.start);
}

/** A block scalar takes in the line breaks behind it. */
export function trimBreak(text: string, end: number, from: number): number {
  let at = end;
  while (at > from && (text[at - 1] === '\n' || text[at - 1] === '\r')) at--;
  return at;
}

/** The end of an entry's last line, comments below it that are further in than its key taken in. */
export function blockEnd(text: string, entry: Entry): number {
  const column = columnOf(text, entry.key.range.start);
  let end = lineEnd(text, keepsBreaks(entry) ? breakBefore(text, entry.range.end) : entryEnd(text, entry));
  for (let at = end; at < text.length; ) {
    const next = text.indexOf('\n', at) + 1;
    if (next === 0 || next >= text.length) break;
    const stop = lineEnd(text, next);
    const line = text.slice(next, stop);
    at = stop;
    if (line.trim() === '') continue;
    if (line.trimStart()[0] !== '#' || line.length - line.trimStart().length <= column) break;
    end = stop;
  }
  return end;
}

/** `|+`: the blank lines below it are part of the text. */
const keepsBreaks = ({ value }: Entry): boolean =>
  value?.kind === 'scalar' && value.style === 'block' && /^[|>]\d?\+/.test(value.source);

/** Where the line break begins that ends at `end`. */
function breakBefore(text: string, end: number): number {
  if (text[end - 1] !== '\n') return end;
  return text[end - 2] === '\r' ? end - 2 : end - 1;
}

/** Adds `key: value` after an entry, or before the first. `value` is what follows the colon. */
export function added(
  text: string,
  map: MapNode,
  key: string,
  value: string,
  after: Entry | undefined,
  eol: string,
): Splice {
  const entry = `${quoteKey(key)}:${value}`;
  const [first] = map.entries;
  if (first === undefined) return { ...map.range, text: `{${entry}}` };
  if (map.flow) {
    if (after === undefined) return { start: first.range.start, end: first.range.start, text: `${entry}, ` };
    const at = entryEnd(text, after);
    return { start: at, end: at, text: `, ${entry}` };
  }
  const indent = ' '.repeat(columnOf(text, first.key.range.start));
  if (after === undefined) {
    const at = first.range.start;
    return { start: at, end: at, text: `${entry}${eol}${indent}` };
  }
  const at = blockEnd(text, after);
  return { start: at, end: at, text: `${eol}${indent}${entry}` };
}

/** Removes an entry, not the only one. Comments above it stay. */
export function removed(text: string, map: MapNode, entry: Entry): Splice {
  const index = map.entries.indexOf(entry);
  const [previous, next] = [map.entries[index - 1], map.entries[index + 1]];
  const start = entry.range.start;
  const end = entryEnd(text, entry);
  if (map.flow) {
    if (previous !== undefined) return { start: entryEnd(text, previous), end, text: '' };
    return { start, end: next?.range.start ?? end, text: '' };
  }
  const line = lineStart(text, start);
  if (text.slice(line, start).trim() === '') {
    const stop = blockEnd(text, entry);
    const after = text.indexOf('\n', stop);
    return { start: line, end: after < 0 ? text.length : after + 1, text: '' };
  }
  // It stands behind the dash: the next one moves up to it, unless a comment is in the way.
  const stop = next?.range.start ?? end;
  return hasComment(text.slice(end, stop)) ? { start, end, text: '' } : { start, end: stop, text: '' };
}
