import { lineStartAt } from './columns.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';

/** Where what is written at a cursor goes, so that it takes the place of the token there and of no other. */
export interface Spot {
  /** The cursor's offset, or just inside the quotes that it touches from without. */
  readonly at: number;
  /** Parts a new item or entry in brackets from the one that follows. */
  readonly tail: string;
}

/**
 * The spot of a cursor outside quotes; undefined where nothing can be written without taking or breaking what stands
 * there: before a bracket, a dash or a comment, inside an indentation, between a colon and its value, in an anchor or a tag.
 */
export function spotAt(text: string, offset: number, { flow }: Surroundings): Spot | undefined {
  const left = text[offset - 1] ?? '';
  const right = text[offset] ?? '';
  if (isQuote(left) && surroundingsOf(text, offset - 1).quote === left) return { at: offset - 1, tail: '' };
  if (isQuote(right) && surroundingsOf(text, offset + 1).quote === right) return { at: offset + 1, tail: '' };
  const inFlow = flow.length > 0;
  const before = text.slice(lineStartAt(text, offset), offset).replace(/^\uFEFF/, '');
  if (/(?:^|[\s[{,])[&*!][^\s,[\]{}]*$/.test(before)) return undefined;
  const here = { at: offset, tail: '' };
  if (right === '#' && isBlank(left)) return undefined;
  if (inFlow && /[[{,]\s*[^\s[\]{},:"']*$/.test(before)) {
    // A word ends at a bracket.
    const rest = /^[^\s[\]{},:"'#]*(?=[[{])/.exec(text.slice(offset, offset + 200));
    if (rest) return rest[0] === '' ? { at: offset, tail: ', ' } : undefined;
  }
  // An anchor or a tag stands before what it is of.
  const own = before.replace(/(?<=^|[\s[{,])(?:[&!]\S*\s+)+$/, '');
  if (!isEmptyBefore(own, right, inFlow)) return here;
  const next = nextToken(text, offset, inFlow);
  if (next === undefined || (inFlow && /[,\]}]/.test(next.first))) return here;
  if (next.gap === '' && !next.isStructure) return here;
  if (!inFlow) return next.gap.includes('\n') ? here : undefined;
  return /[[{,]/.test(lastSign(text, offset)) ? { at: offset, tail: next.gap === '' ? ', ' : ',' } : undefined;
}

const isQuote = (character: string): boolean => character === '"' || character === "'";

const isBlank = (character: string): boolean => /^\s?$/.test(character);

/** True when no token has begun before the cursor: it stands behind an indicator, or where a line begins. */
function isEmptyBefore(before: string, right: string, inFlow: boolean): boolean {
  if (/^\s*(?:[-?:]\s+)*$/.test(before) || /:\s+$/.test(before)) return true;
  if (isBlank(right) && (/^\s*(?:[-?]\s+)*[-?:]$/.test(before) || before.endsWith(':'))) return true;
  return inFlow && /(?:[[{,]|(?:^|[\s[{,])\?\s|["'\]}]\s*:)\s*$/.test(before);
}

interface Next {
  /** What stands between the cursor and the token: spaces, line breaks, comments. */
  readonly gap: string;
  readonly first: string;
  /** Begins something that is no scalar of its own. */
  readonly isStructure: boolean;
}

function nextToken(text: string, offset: number, inFlow: boolean): Next | undefined {
  const gap = /(?:\s+(?:#.*)?)*/y;
  gap.lastIndex = offset;
  const found = gap.exec(text)?.[0] ?? '';
  const rest = text.slice(offset + found.length, offset + found.length + 2);
  if (rest === '' || (!inFlow && found.includes('\n'))) return undefined;
  return { gap: found, first: rest[0] ?? '', isStructure: /^(?:[[{&*!|>]|[-?:](?:\s|$))/.test(rest) };
}

/** The last character before an offset that is neither a space nor of a comment. */
function lastSign(text: string, offset: number): string {
  for (let end = offset; end > 0; ) {
    const start = lineStartAt(text, end);
    const line = text
      .slice(start, end)
      .replace(/(?:^|\s)#.*$/, '')
      .trimEnd();
    if (line !== '') return line.at(-1)!;
    end = start - 1;
  }
  return '';
}
