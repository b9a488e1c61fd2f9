import type { Range } from '../../language/index.ts';
import { parseYaml } from '../../language/index.ts';
import type { PathStep } from '../../language/syntax/path.ts';
import type { MapNode, ScalarNode, Tree } from '../../language/syntax/tree.ts';
import type { DocumentKind } from '../place/place.ts';
import { lineStartAt, openColumns } from './columns.ts';
import { findMark, MARK } from './mark.ts';
import { ownRule } from './own-rule.ts';
import { type Spot, spotAt } from './spot.ts';
import { missingClosers, surroundingsOf } from './surroundings.ts';

/** A place where something may be written: what a completion needs to know of the YAML around it. */
export interface Cursor {
  /** From the root to the map, entry or list that the place belongs to. Nodes are of a text with a mark in it. */
  readonly path: readonly PathStep[];
  /** `key`: of `map`. `value`: of the last step's entry. `item`: of the last step's list. */
  readonly slot: 'key' | 'value' | 'item';
  /** The map whose key is being written; undefined for a map that begins here. */
  readonly map?: MapNode;
  /** What an edit replaces, in the document's own text; never more than one line. */
  readonly range: Range;
  /** Goes in front of what is inserted: a space after a colon, indentation, a dash. */
  readonly lead: string;
  /** Goes behind it: a comma where another item or entry follows. */
  readonly tail: string;
  /** What is typed already, up to the cursor, without quotes. */
  readonly typed: string;
  readonly quote?: '"' | "'";
  readonly flow: boolean;
  /** A colon follows the key already. */
  readonly colon: boolean;
  /** The key's value stands on the lines below already. */
  readonly below?: boolean;
  /** Column of the key, or of the value's key: lines that follow in a snippet are indented from it. */
  readonly column: number;
}

/**
 * The places that a cursor can be meant for; several when the text so far allows more than one reading. The text is
 * completed around a mark (a colon, closing brackets, the right indentation) until it parses; so half-typed lines
 * do not matter. Of a segment only the rule around the cursor is read where that is enough.
 */
export function cursorsAt(text: string, offset: number, kind?: DocumentKind): readonly Cursor[] {
  const part = kind === 'segment' ? ownRule(text, offset) : undefined;
  if (!part) return cursorsIn(text, offset, unlessWorse(text));
  let broken = false;
  const { shift } = part;
  const cursors = cursorsIn(part.text, offset - shift, (patched) => {
    const tree = parseYaml(patched);
    broken ||= tree.diagnostics.length > 0;
    return tree;
  });
  // How a broken text is read depends on all of it.
  if (broken) return cursorsIn(text, offset, unlessWorse(text));
  return cursors.map((cursor) => ({
    ...cursor,
    range: { start: cursor.range.start + shift, end: cursor.range.end + shift },
  }));
}

type Parse = (text: string) => Tree;

/** Reads nothing that has more problems than the text itself: where anything written breaks it there is no place. */
function unlessWorse(text: string): Parse {
  let own: number | undefined;
  return (patched) => {
    const tree = parseYaml(patched);
    if (tree.diagnostics.length === 0) return tree;
    own ??= parseYaml(text).diagnostics.length;
    return tree.diagnostics.length > own ? { ...tree, root: undefined } : tree;
  };
}

function cursorsIn(text: string, offset: number, parse: Parse): readonly Cursor[] {
  const around = surroundingsOf(text, offset);
  if (around.inComment || around.inBlockScalar) return [];
  const lineStart = lineStartAt(text, offset);
  const newline = text.indexOf('\n', offset);
  const lineEnd = newline < 0 ? text.length : text[newline - 1] === '\r' && newline > offset ? newline - 1 : newline;
  const line: Line = { text, offset, start: lineStart, end: lineEnd, parse };
  const spot = around.quote ? { at: offset, tail: '' } : spotAt(text, offset, around);
  if (spot === undefined) return [];
  if (around.flow.length === 0 && !around.quote && spot.at === offset) {
    const before = text.slice(lineStart, offset).replace(/^\uFEFF/, '');
    const after = text.slice(offset, lineEnd);
    const word =
      /^( *(?:-(?: +|$))*)((?:[^\s'"[{&*!|>%@`#:-]|:(?!\s|$)|-(?!\s|$))?(?:[^:#]|:(?!\s|$)|(?<=\S)#)*)$/.exec(before);
    if (word && !/:(?:\s|$)/.test(after)) return wordPlaces(line, word[1] ?? '', word[2] ?? '');
  }
  return inPlace(line, spot);
}

interface Line {
  readonly text: string;
  readonly offset: number;
  readonly start: number;
  readonly end: number;
  readonly parse: Parse;
}

/** The first word of a line without a colon yet: a key, or a scalar of a list or on its own line. */
function wordPlaces(line: Line, lead: string, typed: string): readonly Cursor[] {
  const { text, offset, start, end, parse } = line;
  const rest = /^[^\s#]*/.exec(text.slice(offset, end))?.[0] ?? '';
  const word = `${typed}${MARK}${rest}`;
  const found: Cursor[] = [];
  const at = (column: number, dash: boolean, edit: { readonly from: number; readonly lead: string }) => {
    const own = lead.includes('-') && !dash ? lead : `${' '.repeat(column)}${dash ? '- ' : ''}`;
    const patched = `${text.slice(0, start)}${own}${word}:${text.slice(end)}`;
    const ranged = { range: { start: edit.from, end: offset + rest.length }, lead: edit.lead, typed };
    found.push(...locate(parse(patched), ranged, { synthetic: true, column: own.length }));
  };
  const wordStart = offset - typed.length;
  if (lead.includes('-')) {
    // A dash without its space: the edit brings it.
    const tight = lead.endsWith('-') ? ' ' : '';
    const padded = lead + tight;
    const patched = `${text.slice(0, start)}${padded}${word}:${text.slice(end)}`;
    const ranged = { range: { start: wordStart, end: offset + rest.length }, lead: tight, typed };
    return locate(parse(patched), ranged, { synthetic: true, column: padded.length });
  }
  const column = lead.length;
  const open = openColumns(text, start, (at) => !inside(text, at));
  const keep = { from: wordStart, lead: '' };
  if (open.keys.length === 0 && open.dashes.length === 0) {
    at(column, false, keep);
    return found;
  }
  const deeper = open.empty && (column > open.empty.column || open.empty.dash);
  if (open.empty && deeper) {
    at(column, false, keep);
    if (!open.empty.dash) at(column, true, { from: wordStart, lead: '- ' });
    return found;
  }
  if (open.keys.includes(column)) at(column, false, keep);
  if (open.dashes.includes(column)) at(column, true, { from: wordStart, lead: '- ' });
  if (open.empty && !open.empty.dash && column === open.empty.column) at(column, true, { from: wordStart, lead: '- ' });
  if (found.length > 0) {
    // Where a new item may begin, the one just above may as well go on: its keys bring the missing indentation.
    const above = open.keys[0];
    if (above !== undefined && above > column && !open.keys.includes(column)) {
      at(above, false, { from: wordStart, lead: ' '.repeat(above - column) });
    }
    return found;
  }
  // Nothing goes on at this column: take the nearest that something does, and let the edit set the indentation.
  const columns = [...open.keys.map((c) => ({ c, dash: false })), ...open.dashes.map((c) => ({ c, dash: true }))];
  const below = columns.filter(({ c }) => c < column).sort((a, b) => b.c - a.c);
  const nearest = below[0] ?? columns.sort((a, b) => a.c - b.c)[0];
  if (nearest) {
    const lead = `${' '.repeat(nearest.c)}${nearest.dash ? '- ' : ''}`;
    at(nearest.c, nearest.dash, { from: start, lead });
  }
  return found;
}

/** True for a line's start that lies inside a block scalar, an open bracket or a quote. */
function inside(text: string, lineStart: number): boolean {
  const around = surroundingsOf(text, lineStart);
  if (around.quote || around.flow.length > 0) return true;
  const firstChar = lineStart + (/^ */.exec(text.slice(lineStart, lineStart + 200))?.[0].length ?? 0);
  return surroundingsOf(text, firstChar).inBlockScalar;
}

/** Anywhere else: the mark goes in where the cursor is, and what is open is closed. */
function inPlace(line: Line, { at, tail }: Spot): readonly Cursor[] {
  const { text, end } = line;
  const around = surroundingsOf(text, at);
  const after = text.slice(at, end);
  const followed = around.flow.length > 0 ? /^[ \t]*[^\s,\]}]/ : /^[ \t]*\S/;
  const tight = !around.quote && /(?:^|[^\\]):$/.test(text.slice(line.start, at)) && !followed.test(after);
  const lead = tight || (tail !== '' && text[at - 1] === ',') ? ' ' : '';
  const closers = missingClosers(text, at, around);
  // What closes an open bracket says that what follows is no item of it.
  const parts = closers.brackets === '' ? tail : '';
  const put = `${lead}${MARK}${closers.quote}${parts}`;
  const patched = `${text.slice(0, at)}${put}${after}${closers.brackets}${text.slice(end)}`;
  return locate(line.parse(patched), { lead, tail: parts, at, put: put.length, line }, { synthetic: false });
}

type Edit =
  | { readonly range: Range; readonly lead: string; readonly typed: string }
  | { readonly lead: string; readonly tail: string; readonly at: number; readonly put: number; readonly line: Line };

/** Finds the mark in the patched text and says what place it is in. */
function locate(
  { text: patched, root }: Tree,
  edit: Edit,
  how: { synthetic: boolean; column?: number },
): readonly Cursor[] {
  const hit = root && findMark(root, []);
  if (!hit) return [];
  const { path, scalar, map } = hit;
  const quote: Cursor['quote'] = scalar.style === 'double' ? '"' : scalar.style === 'single' ? "'" : undefined;
  const place = 'range' in edit ? { range: edit.range, typed: edit.typed } : written(edit, scalar, quote);
  if (place === undefined) return [];
  const shared = {
    ...place,
    lead: edit.lead,
    tail: 'tail' in edit ? edit.tail : '',
    ...(quote ? { quote } : {}),
    flow: path.some((step) => (step.kind === 'entry' ? step.map.flow : step.list.flow)) || map?.flow === true,
    column: how.column ?? columnOf(patched, path, scalar),
  };
  if (!map) {
    const last = path.at(-1);
    return [{ ...shared, path, slot: last?.kind === 'item' ? 'item' : 'value', colon: false }];
  }
  const entry = map.entries.find((e) => e.key === scalar);
  const colon = !how.synthetic && /^[ \t]*:/.test(patched.slice(scalar.range.end));
  const below = how.synthetic && entry?.value !== undefined;
  const asKey: Cursor = {
    ...shared,
    path,
    slot: 'key',
    map: { ...map, entries: map.entries.filter((e) => e !== entry) },
    colon,
    below,
  };
  if (!how.synthetic || below || map.entries.length > 1) return [asKey];
  // A map that begins and ends with the mark may as well be a scalar.
  const last = path.at(-1);
  const asScalar: Cursor[] = last
    ? [{ ...shared, path, slot: last.kind === 'item' ? 'item' : 'value', colon: false }]
    : [];
  return [asKey, ...asScalar];
}

function written(
  { at, put, line }: { at: number; put: number; line: Line },
  scalar: ScalarNode,
  quote: string | undefined,
): { range: Range; typed: string } | undefined {
  const { text, offset } = line;
  // What was put in is not in the document.
  const back = (place: number) => (place <= at ? place : Math.max(at, place - put));
  const start = Math.min(offset, back(scalar.range.start));
  const end = scalar.style === 'block' ? offset : Math.max(offset, back(scalar.range.end));
  // Of a text of several lines only one could be replaced.
  if (start < line.start || end > line.end) return undefined;
  const typed = text.slice(start, Math.min(at, offset));
  return { range: { start, end }, typed: quote && typed.startsWith(quote) ? typed.slice(1) : typed };
}

/** The column of the key that a value belongs to. */
function columnOf(text: string, path: readonly PathStep[], scalar: ScalarNode): number {
  const last = path.at(-1);
  const at = last?.kind === 'entry' ? last.entry.key.range.start : scalar.range.start;
  return at - (text.lastIndexOf('\n', at - 1) + 1);
}
