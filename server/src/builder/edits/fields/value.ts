/** Another value in a value's place, with as little of the text changed as can be. */
import { columnOf, lineEnd, lineStart, quoteScalar, toData } from '../../../language/index.ts';
import type { ListNode, Scalar, ScalarNode, SyntaxNode } from '../../../language/syntax/tree.ts';
import type { BuilderValue } from '../../../protocol/index.ts';
import type { Habits } from '../habits.ts';
import { inBrackets, isCards, isList, isMap, writeValue } from '../write.ts';
import { type Splice, trimBreak } from './entries.ts';

/** Equal as data, whatever the form; order of keys aside. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [x, y] = [Object.entries(a), Object.entries(b)];
  return (
    x.length === y.length && x.every(([key, value]) => Object.hasOwn(b, key) && sameValue(value, (b as never)[key]))
  );
}

export interface ValuePlace {
  /** Behind the colon, or where an item begins. */
  readonly after: number;
  /** Of the key. */
  readonly column: number;
  readonly flow: boolean;
  readonly habits: Habits;
}

/** The edit that gives a place another value; a map's entries are dealt with one by one elsewhere. */
export function replaced(
  text: string,
  old: SyntaxNode | undefined,
  value: BuilderValue,
  place: ValuePlace,
): Splice | undefined {
  if (old === undefined ? value === null : sameValue(toData(old), value)) return undefined;
  const scalar = !isList(value) && !isMap(value) && value !== null;
  if (old?.kind === 'scalar' && scalar) {
    const end = trimBreak(text, old.range.end, old.range.start);
    return { start: old.range.start, end, text: scalarText(old, value, place) };
  }
  if (old?.kind === 'list' && isList(value) && !isCards(value) && value.length > 0 && old.items.length > 0) {
    return changedItems(text, old, value, place.habits);
  }
  return written(text, old, value, place);
}

function written(text: string, old: SyntaxNode | undefined, value: BuilderValue, place: ValuePlace): Splice {
  const { after, flow, column, habits } = place;
  const given = flow ? (value === null ? ' ' : ` ${inBrackets(value)}`) : writeValue(value, column, habits);
  const end = old === undefined ? after : trimBreak(text, old.range.end, old.range.start);
  if (flow) return { start: after, end, text: given };
  // A comment behind the key keeps its line.
  const line = lineEnd(text, after);
  const below = old !== undefined && old.range.start > line;
  const comment = below ? text.slice(after, line).trimEnd() : '';
  if (below) return { start: after, end, text: isCards(value) ? comment + given : given + comment };
  if (!isCards(value)) return { start: after, end, text: given };
  const rest = text.slice(end, line).trimEnd();
  return { start: after, end: line, text: rest + given };
}

/** A scalar in the quotes of the one before it. */
export function scalarText(
  old: ScalarNode | undefined,
  value: Scalar,
  place: Pick<ValuePlace, 'flow' | 'habits'>,
): string {
  const usual = quoteScalar(value, place.flow ? 'flow' : 'block');
  if (typeof value !== 'string' || old === undefined) return usual;
  const printable = /^[^\p{Cc}\p{Cs}\u2028\u2029\ufeff]*$/u.test(value);
  if (old.style === 'double') return printable ? `"${value.replace(/["\\]/g, '\\$&')}"` : usual;
  if (old.style === 'single') return printable ? `'${value.replaceAll("'", "''")}'` : usual;
  return old.style === 'block' ? (blockScalar(old, value, place.habits) ?? usual) : usual;
}

/** `|` and `>` go on as they are where they can say the text. */
function blockScalar({ source }: ScalarNode, value: string, { eol }: Habits): string | undefined {
  const header = /^([|>]-)[^\S\n]*(#.*)?\r?\n( +)\S/.exec(source);
  const paragraphs = value.split('\n');
  if (header === null || paragraphs.some((line) => line === '' || line !== line.trim())) return undefined;
  if (!/^[^\p{Cc}\p{Cs}\u2028\u2029\ufeff]*$/u.test(value.replaceAll('\n', ' '))) return undefined;
  const [, mark = '', comment, indent = ''] = header;
  const between = mark[0] === '|' ? eol : eol + eol;
  const head = comment === undefined ? mark : `${mark} ${comment.trimEnd()}`;
  return `${head}${eol}${paragraphs.map((line) => indent + line).join(between)}`;
}

/** The items that differ, from the first to the last of them. */
function changedItems(
  text: string,
  list: ListNode,
  values: readonly BuilderValue[],
  habits: Habits,
): Splice | undefined {
  const old = list.items.map(toData);
  let head = 0;
  while (head < Math.min(old.length, values.length) && sameValue(old[head], values[head])) head++;
  let tail = 0;
  while (
    tail < Math.min(old.length, values.length) - head &&
    sameValue(old[old.length - 1 - tail], values[values.length - 1 - tail])
  )
    tail++;
  const gone = list.items.slice(head, list.items.length - tail);
  const sample = list.items.find((item) => item.kind === 'scalar');
  const come = values
    .slice(head, values.length - tail)
    .map((value) =>
      isList(value) || isMap(value)
        ? inBrackets(value)
        : scalarText(sample?.style === 'block' ? undefined : sample, value, { flow: list.flow, habits }),
    );
  const [previous, next] = [list.items[head - 1], list.items[list.items.length - tail]];
  return list.flow ? inFlow(gone, come, previous, next) : inBlock(text, list, { gone, come, previous, next }, habits);
}

function inFlow(
  gone: readonly SyntaxNode[],
  come: readonly string[],
  previous: SyntaxNode | undefined,
  next: SyntaxNode | undefined,
): Splice {
  const [first, last] = [gone[0], gone.at(-1)];
  const given = come.join(', ');
  if (first === undefined || last === undefined) {
    const at = previous?.range.end ?? next?.range.start ?? 0;
    return { start: at, end: at, text: previous ? `, ${given}` : `${given}, ` };
  }
  if (given !== '') return { start: first.range.start, end: last.range.end, text: given };
  if (previous) return { start: previous.range.end, end: last.range.end, text: '' };
  return { start: first.range.start, end: next?.range.start ?? last.range.end, text: '' };
}

interface Change {
  readonly gone: readonly SyntaxNode[];
  readonly come: readonly string[];
  readonly previous: SyntaxNode | undefined;
  readonly next: SyntaxNode | undefined;
}

function inBlock(text: string, list: ListNode, { gone, come, previous, next }: Change, { eol }: Habits): Splice {
  const indent = ' '.repeat(columnOf(text, list.range.start));
  const [first, last] = [gone[0], gone.at(-1)];
  const lines = (items: readonly string[]) => items.map((item) => `${indent}- ${item}${eol}`).join('');
  const lineAfter = (node: SyntaxNode) => {
    const end = text.indexOf('\n', trimBreak(text, node.range.end, node.range.start));
    return end < 0 ? text.length : end + 1;
  };
  if (first === undefined || last === undefined) {
    const at = previous ? lineAfter(previous) : lineStart(text, next?.range.start ?? 0);
    return { start: at, end: at, text: lines(come) };
  }
  if (gone.length === come.length && gone.length === 1) {
    return { start: first.range.start, end: trimBreak(text, first.range.end, first.range.start), text: come[0] ?? '' };
  }
  return { start: lineStart(text, first.range.start), end: lineAfter(last), text: lines(come) };
}
