/** Decides the form of every node of a YAML document: order of keys, brackets or lines, quotes. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Held } from './held.ts';
import type { Order } from './order.ts';
import { quoteScalar } from './quote.ts';

/** Brackets that reach further are opened into lines. */
const WIDTH = 120;

interface Place {
  readonly held: Held;
  readonly source: string;
  readonly order: Order;
  /** Where a block collection at this place begins; for anything in brackets, where the line's text begins. */
  readonly column: number;
  /** Inside brackets. */
  readonly inline: boolean;
  /** What stands before it on its line. */
  readonly lead?: number;
  /** The file's own map, whose lists of rules are never in brackets. */
  readonly isRoot?: boolean;
}

/** Arranges a node and all below it, in place. */
export function arrange(node: unknown, place: Place): void {
  if (isScalar(node)) arrangeScalar(node, place);
  else if (isMap(node)) arrangeMap(node, place);
  else if (isSeq(node)) arrangeList(node, place);
}

function arrangeMap(map: YAMLMap, place: Place): void {
  const { order, source } = place;
  const names = map.items.map(({ key }) => keyName(key));
  const ranks = new Map(map.items.map((pair, index) => [pair, order.rank(names[index] ?? '', names)]));
  map.items.sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  map.flow = place.inline || map.items.length === 0 || (map.flow === true && fits(map, place));
  for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
    const child = { ...place, order: order.child(keyName(key), names), inline: map.flow, isRoot: false };
    const lead = keyText(key).length + 2;
    if (isScalar(key) && key.tag === undefined) write(key, place.held.hold(keyText(key)));
    if (place.isRoot && isSeq(value) && value.items.some((item) => isMap(item)))
      openList(value, { ...child, source, column: place.column + 2 });
    else arrange(value, { ...child, column: place.column + 2, lead: place.column + lead });
  }
}

function arrangeList(list: YAMLSeq, place: Place): void {
  const flat = list.items.every((item) => isAlias(item) || (isScalar(item) && !isBlock(item)));
  list.flow = place.inline || list.items.length === 0 || ((flat || list.flow === true) && fits(list, place));
  arrangeItems(list, place);
}

function openList(list: YAMLSeq, place: Place): void {
  list.flow = false;
  arrangeItems(list, place);
}

function arrangeItems(list: YAMLSeq, place: Place): void {
  for (const item of list.items) {
    const column = place.column + 2;
    arrange(item, { ...place, inline: list.flow === true, column, lead: column, isRoot: false });
  }
}

function arrangeScalar(scalar: Scalar, { held, source, column, inline }: Place): void {
  // What has a tag, and what is not there at all, is best left to the library.
  if (scalar.tag !== undefined || (scalar.value === null && (scalar.source ?? '') === '')) return;
  if (isBlock(scalar)) {
    const block = blockText(scalar, source, column);
    if (block) write(scalar, held.holdBlock(block.head, block.body));
  } else write(scalar, held.hold(scalarText(scalar, inline ? 'flow' : 'block')));
}

/** Replaces the value by a mark that is laid out as it stands. */
function write(scalar: Scalar, mark: string): void {
  scalar.value = mark;
  scalar.type = 'PLAIN';
}

function scalarText(scalar: Scalar, place: 'block' | 'flow'): string {
  const { value, source } = scalar;
  if (typeof value === 'string') return quoteScalar(value, place);
  // Numbers stay as written: 1.10 and 12345678901234567890 would lose something.
  return typeof value === 'boolean' ? String(value) : (source ?? String(value));
}

function keyName(key: unknown): string {
  if (!isScalar(key)) return '';
  return key.type === 'PLAIN' && key.source !== undefined ? key.source : String(key.value);
}

/** A plain key is read as it is written, so that is how it stays. */
function keyText(key: unknown): string {
  if (!isScalar(key)) return '';
  return key.type === 'PLAIN' && key.source !== undefined ? key.source : quoteScalar(String(key.value));
}

function isBlock(node: unknown): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
}

/** Whether a collection in brackets ends before the line does. */
function fits(node: YAMLMap | YAMLSeq, { column, lead = column }: Place): boolean {
  // What stands behind a closing bracket stays there; any other comment of a collection stands inside it.
  const behind = node.flow === true && node.comment?.includes('\n') === false;
  const text = inBrackets(node, behind);
  return text !== undefined && lead + text.length <= WIDTH;
}

/** The node on one line, or `undefined` when a comment or a block scalar forbids that. */
function inBrackets(node: unknown, commentBehind = false): string | undefined {
  if (isAlias(node)) return `*${node.source}`;
  if (node === null) return '';
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return undefined;
  if ((node.comment && !commentBehind) || node.commentBefore || isBlock(node)) return undefined;
  const anchor = `${node.anchor ? `&${node.anchor} ` : ''}${node.tag ? `${node.tag} ` : ''}`;
  if (isScalar(node)) return anchor + scalarText(node, 'flow');
  if (isSeq(node)) {
    const items = node.items.map((item) => inBrackets(item));
    return items.includes(undefined) ? undefined : `${anchor}[${items.join(', ')}]`;
  }
  const pairs = node.items.map(({ key, value }) => {
    const text = inBrackets(value);
    const hasComment = isScalar(key) && (key.comment || key.commentBefore);
    return text === undefined || hasComment ? undefined : `${keyText(key)}: ${text}`;
  });
  return pairs.includes(undefined) ? undefined : `${anchor}{${pairs.join(', ')}}`;
}

/** A block scalar with its lines as they are, indented for its new place; `undefined` when that is not plainly possible. */
function blockText(scalar: Scalar, source: string, column: number): { head: string; body: string[] } | undefined {
  const [start = 0, end = 0] = scalar.range ?? [];
  const [header = '', ...lines] = source.slice(start, end).split('\n');
  const head = /^[|>]-?(?=\s|$)/.exec(header)?.[0];
  const first = lines.find((line) => line.trim() !== '');
  if (head === undefined || first === undefined) return undefined;
  const indent = first.length - first.trimStart().length;
  if (indent === 0 || first[0] === '\t') return undefined;
  while (lines.at(-1)?.trim() === '') lines.pop();
  const body = lines.map((line) =>
    line.trim() === '' && line.length <= indent ? '' : ' '.repeat(column) + line.slice(indent),
  );
  return { head, body };
}
