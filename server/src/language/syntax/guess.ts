/** What a guess is, and how lines are looked at to make one. */
import type { YamlProblem } from '../checks/syntax/yaml-syntax.ts';
import type { Range } from '../diagnostic.ts';
import { lineEnd, lineStart, nextLine, onlySpaceBefore } from './lines.ts';
import type { Patch } from './patch.ts';

export interface YamlErrorPlace {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export interface Guess {
  /** Right even when more errors come to light with it: what it mends had hidden them. */
  readonly certain?: boolean;
  readonly patches: readonly Patch[];
  readonly problems: readonly { readonly range: Range; readonly problem: YamlProblem }[];
}

/** The fix that takes a range away. */
export function removal(range: Range): NonNullable<YamlProblem['mend']> {
  return { title: 'Remove it', edits: [{ ...range, text: '' }] };
}

/** True when only indentation and dashes stand before it on its line. */
export function startsEntry(text: string, offset: number): boolean {
  return onlySpaceBefore(text, offset) || /^[\s\uFEFF]*(-\s+)+$/.test(text.slice(lineStart(text, offset), offset));
}

/** The column of a line's text after its dashes. */
export function firstColumn(text: string, line: number): number {
  return /^[ ]*(?:- +)*/.exec(text.slice(line, lineEnd(text, line)))?.[0].length ?? 0;
}

/** The end of a line's text without its comment and the space before it. */
export function trimmedEnd(text: string, start: number, end: number): number {
  const slice = text.slice(start, end);
  const comment = /\s#/.exec(slice);
  return (
    start +
    (comment && !/["']/.test(slice.slice(0, comment.index)) ? slice.slice(0, comment.index) : slice).trimEnd().length
  );
}

export function nextNonBlankLine(text: string, end: number): number | undefined {
  for (let at = nextLine(text, end); at < text.length; at = nextLine(text, at)) {
    const content = text.slice(at, lineEnd(text, at)).trim();
    if (content !== '' && !content.startsWith('#')) return at;
  }
  return undefined;
}
