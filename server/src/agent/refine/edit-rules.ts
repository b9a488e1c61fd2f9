/**
 * The smallest edits that make a segment file say other rules. Works on the text, difference by difference, so that
 * comments, order and layout of all that stays are the author's. Invariant: the outcome is read again and says exactly
 * what was wanted, or there is no outcome.
 */
import { errorsIn, type TextEdit } from '../../language/diagnostic.ts';
import {
  applyEdits,
  columnOf,
  type Entry,
  entryOf,
  formatText,
  insertEntry,
  insertItem,
  type ListNode,
  lineStart,
  type MapNode,
  parseYaml,
  removeEntry,
  removeItem,
  renameKey,
  replaceScalar,
  type SyntaxNode,
  toData,
} from '../../language/index.ts';
import type { PlainRule } from '../result.ts';
import { align, holdsWhole, isEqual } from './align.ts';
import { minimalEdits } from './minimal-edits.ts';
import { entryText, flowText, indented, isMap, isScalar, itemText } from './render-value.ts';

/** More steps than any sensible refinement has. */
const MAX_STEPS = 2000;

/** Lines that a list may take more when the formatter writes it below its key. */
const LAID_OUT = 2;

/** The rules of a segment file as plain data; `undefined` when there is no list of them. */
export function rulesOf(text: string): readonly PlainRule[] | undefined {
  const where = whereOf(text);
  const data = where && toData(where);
  return Array.isArray(data) && data.every(isMap) ? data : undefined;
}

/** The text with other rules; `undefined` when it cannot be edited without doubt. */
export function editRules(text: string, wanted: readonly PlainRule[]): string | undefined {
  const tidy = formatText(text, 'segment');
  const fine = stepwise(text, wanted) ?? stepwise(text, wanted, true);
  if (fine === undefined || fine === text) return fine;
  if (!tidy.ok || tidy.text !== text) return fine;
  // What was in canonical form stays in it; unchanged rules have only one such form.
  const formatted = formatText(fine, 'segment');
  if (!formatted.ok) return fine;
  // A comment beside a value can make the formatter lay the value out anew; the smaller edit is then better.
  const lines = (edited: string): number =>
    minimalEdits(text, edited).reduce((sum, { newText }) => sum + newText.split('\n').length, 0);
  return lines(formatted.text) <= lines(fine) + LAID_OUT ? formatted.text : fine;
}

function stepwise(text: string, wanted: readonly PlainRule[], coarse = false): string | undefined {
  let current = text;
  const seen = new Set<string>();
  for (let step = 0; step < MAX_STEPS && !seen.has(current); step++) {
    seen.add(current);
    const where = whereOf(current);
    if (!where) return undefined;
    const edit = coarse ? wholeRule(current, where, wanted) : firstDifference(current, where, wanted);
    if (!edit) return isEqual(toData(where), wanted) ? current : undefined;
    current = applyEdits(current, [edit]);
  }
  return undefined;
}

function whereOf(text: string): ListNode | undefined {
  const { root, diagnostics } = parseYaml(text);
  if (root?.kind !== 'map' || errorsIn(diagnostics).length > 0) return undefined;
  const value = entryOf(root, 'where')?.value;
  return value?.kind === 'list' ? value : undefined;
}

/** For layouts in which a part cannot be edited: the rules that differ, whole. */
function wholeRule(text: string, where: ListNode, wanted: readonly PlainRule[]): TextEdit | undefined {
  for (const step of align(where.items.map(toData), wanted)) {
    if (step.kind === 'changed') return replaceNode(where.items[step.old]!, wanted[step.next]);
    if (step.kind === 'removed') return removeItem(text, where, step.old);
    if (step.kind === 'added') return insertItem(text, where, itemText(wanted[step.next]), step.at);
  }
  return undefined;
}

function firstDifference(text: string, node: SyntaxNode, next: unknown): TextEdit | undefined {
  if (isEqual(toData(node), next)) return undefined;
  if (node.kind === 'scalar') return isScalar(next) ? scalarEdit(text, node, next) : replaceNode(node, next);
  if (node.kind === 'map') return isMap(next) ? mapDifference(text, node, next) : replaceNode(node, next);
  return Array.isArray(next) ? listDifference(text, node, next) : replaceNode(node, next);
}

function scalarEdit(
  text: string,
  node: Extract<SyntaxNode, { kind: 'scalar' }>,
  next: Parameters<typeof replaceScalar>[1],
): TextEdit {
  const edit = replaceScalar(node, next);
  // A block scalar's range takes in its last line break.
  return text[node.range.end - 1] === '\n' ? { ...edit, newText: `${edit.newText}\n` } : edit;
}

function replaceNode(node: SyntaxNode, next: unknown): TextEdit {
  return { range: node.range, newText: flowText(next) };
}

/** Keys of which a rule has one: another of the group is a new name for the same place. */
const INSTEAD: readonly (readonly string[])[] = [
  ['within', 'between', 'before', 'after', 'not_within', 'on', 'within_next', 'anniversary_within_next'],
  ['did', 'did_not'],
  ['in_segment', 'not_in_segment'],
  ['reachable', 'not_reachable'],
  ['in_list', 'not_in_list'],
  ['all', 'any', 'none'],
  ['is', 'is_not', 'in', 'not_in'],
  ['gt', 'gte', 'is', 'between'],
  ['lt', 'lte', 'is', 'between'],
  ['gt', 'gte', 'lt', 'lte'],
  ['contains', 'not_contains', 'starts_with', 'ends_with', 'is'],
  ['includes', 'includes_any', 'includes_all', 'excludes'],
  ['sum', 'avg', 'min', 'max'],
  ['count', 'days'],
];

function mapDifference(text: string, map: MapNode, next: Readonly<Record<string, unknown>>): TextEdit | undefined {
  const removed = map.entries.filter(({ key }) => !(String(key.value) in next));
  const present = new Set(map.entries.map(({ key }) => String(key.value)));
  const added = Object.keys(next).filter((key) => !present.has(key));
  for (const entry of removed) {
    const twin = INSTEAD.flatMap((group) =>
      group.includes(String(entry.key.value)) ? added.filter((key) => group.includes(key)) : [],
    )[0];
    if (twin !== undefined) return renameKey(entry, twin);
  }
  const [superfluous] = removed;
  if (superfluous && map.entries.length > 1) return removeEntry(text, map, superfluous);
  const [missing] = added;
  if (missing !== undefined) {
    const keys = Object.keys(next);
    const before = keys.slice(0, keys.indexOf(missing)).findLast((key) => present.has(key));
    const after = before === undefined ? map.entries.at(-1) : entryOf(map, before);
    return addEntry(text, map, missing, next[missing], after);
  }
  if (superfluous) return replaceNode(map, next);
  for (const { key, value } of map.entries) {
    const wanted = next[String(key.value)];
    if (value === undefined) return isEqual(null, wanted) ? undefined : replaceNode(map, next);
    const edit = firstDifference(text, value, wanted);
    if (edit) return edit;
  }
  return undefined;
}

function addEntry(text: string, map: MapNode, key: string, value: unknown, after: Entry | undefined): TextEdit {
  const edit = insertEntry(text, map, key, map.flow ? flowText(value) : entryText(value), after);
  return { ...edit, newText: edit.newText.replace(`${key}: \n`, `${key}:\n`) };
}

function listDifference(text: string, list: ListNode, next: readonly unknown[]): TextEdit | undefined {
  const old = list.items.map(toData);
  const [only] = next;
  if (next.length === 1 && old.length > 1 && isMap(only)) {
    const around = wrapAll(text, list, old, only);
    if (around) return around;
  }
  for (const step of align(old, next)) {
    if (step.kind === 'same') continue;
    if (step.kind === 'removed') return removeItem(text, list, step.old);
    if (step.kind === 'added')
      return insertItem(text, list, list.flow ? flowText(next[step.next]) : itemText(next[step.next]), step.at);
    const item = list.items[step.old]!;
    const wanted = next[step.next];
    return wrapOne(text, list, item, old[step.old], wanted) ?? firstDifference(text, item, wanted);
  }
  return undefined;
}

/** “- rule” becomes “- any: [- rule]” with the rule's own lines; what else the group holds comes with the next step. */
function wrapOne(text: string, list: ListNode, item: SyntaxNode, old: unknown, wanted: unknown): TextEdit | undefined {
  if (!isMap(wanted) || !holdsWhole(wanted, old)) return undefined;
  const key = Object.keys(wanted)[0]!;
  const own = text.slice(item.range.start, item.range.end);
  if (list.flow) return { range: item.range, newText: `{${key}: [${own}]}` };
  const column = columnOf(text, item.range.start);
  const trail = /\n[ \t]*$/.exec(own)?.[0] ?? '';
  const lines = own.slice(0, own.length - trail.length).replace(/\n(?=[^\r\n])/g, `\n${' '.repeat(4)}`);
  return { range: item.range, newText: `${key}:\n${' '.repeat(column + 2)}- ${lines}${trail}` };
}

/** All rules of a list become one alternative of a group. */
function wrapAll(
  text: string,
  list: ListNode,
  old: readonly unknown[],
  group: Readonly<Record<string, unknown>>,
): TextEdit | undefined {
  const [key] = Object.keys(group);
  const of = key === undefined ? undefined : group[key];
  if (key !== 'any' || !Array.isArray(of) || !of.some((each) => isMap(each) && isEqual(each['all'], old)))
    return undefined;
  if (list.flow)
    return { range: list.range, newText: `[{any: [{all: ${text.slice(list.range.start, list.range.end)}}]}]` };
  const start = lineStart(text, list.range.start);
  const indent = ' '.repeat(list.range.start - start);
  if (!/^[ ]*$/.test(text.slice(start, list.range.start))) return undefined;
  const lines = indented(text.slice(start, list.range.end), 8);
  return {
    range: { start, end: list.range.end },
    newText: `${indent}- any:\n${indent}    - all:\n${lines}`,
  };
}
