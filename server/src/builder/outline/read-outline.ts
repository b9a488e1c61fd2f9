/** From a text and its tree to the outline. */
import type { KeyDoc } from '../../language/index.ts';
import { lineStart, parseYaml } from '../../language/index.ts';
import { enableLines } from '../../language/syntax/disabled.ts';
import type { Entry, ListNode, MapNode, SyntaxNode, Tree } from '../../language/syntax/tree.ts';
import type { BuilderItem } from '../../protocol/index.ts';
import { docsBelow, itemsOf, keyDocs, rootDocs } from './card-keys.ts';
import {
  type BlockPlace,
  beginsAt,
  columnAt,
  columnOfDisabled,
  dashesOf,
  endOf,
  firstDisabled,
  lastDisabled,
  nextLineStart,
  splitLead,
} from './lines.ts';
import type { Card, CardList, Loose, Outline, Part } from './outline.ts';

/** The outline of a text; of one whose root is no map, the text alone. */
export function readOutline(tree: Tree): Outline {
  const { text, root } = tree;
  const parts = root?.kind === 'map' ? partsOf(text, 0, text.length, root, rootDocs, undefined) : [text];
  return { text, parts };
}

/** The text from `start` to `end`, which holds a map, with the lists behind its keys. */
function partsOf(
  text: string,
  start: number,
  end: number,
  map: MapNode,
  docs: readonly KeyDoc[],
  owner: Card | undefined,
): readonly Part[] {
  const parts: Part[] = [];
  let done = start;
  for (const entry of map.entries) {
    const doc = docs.find(({ name }) => name === String(entry.key.value));
    const item = itemsOf(doc);
    if (doc === undefined || item === undefined) continue;
    const found = readList(text, entry, end, { key: doc.name, item, docs: docsBelow(doc), owner });
    if (found === undefined || found.start < done) continue;
    parts.push(text.slice(done, found.start), found.list);
    done = found.end;
  }
  parts.push(text.slice(done, end));
  return parts;
}

interface About {
  readonly key: string;
  readonly item: BuilderItem;
  readonly docs: readonly KeyDoc[];
  readonly owner: Card | undefined;
}

interface Region {
  readonly list: CardList;
  readonly start: number;
  readonly end: number;
}

function readList(text: string, entry: Entry, limit: number, about: About): Region | undefined {
  const { value } = entry;
  // An alias repeats a list that stands elsewhere.
  if (value?.kind === 'list' && value.flow) {
    return text[value.range.start] === '[' ? readFlowList(text, value, about) : undefined;
  }
  if (value !== undefined && (value.kind !== 'list' || value.items.length === 0)) return undefined;
  const from = nextLineStart(text, entry.key.range.end);
  return readBlockList(text, { node: value, from, limit, keyColumn: columnAt(text, entry.key.range.start) }, about);
}

function readFlowList(text: string, node: ListNode, about: About): Region | undefined {
  const list = makeList(about, node, true, columnAt(text, node.range.start));
  let done = node.range.start + 1;
  for (const item of node.items) {
    const { start, end } = item.range;
    if (start < done || text[start] === '*') return undefined;
    list.entries.push(cardOf(text, { start, end, gap: text.slice(done, start), lead: '' }, item, list));
    done = end;
  }
  const close = node.range.end - 1;
  // One that nobody has closed yet is text.
  if (close < done || text[close] !== ']') return undefined;
  list.tail = text.slice(done, close);
  return { list, ...node.range };
}

function readBlockList(text: string, place: BlockPlace, about: About): Region | undefined {
  const { node, from, limit } = place;
  const dashes = node === undefined ? [] : dashesOf(text, node);
  if (dashes === undefined) return undefined;
  const [first] = dashes;
  const column = first === undefined ? firstDisabled(text, place) : columnAt(text, first);
  if (column === undefined) return undefined;
  const list = makeList(about, node, false, column);
  let done = from;
  for (const [index, item] of (node?.items ?? []).entries()) {
    const dash = dashes[index] ?? 0;
    const start = lineStart(text, dash);
    const between = readBetween(text, done, start, list);
    list.entries.push(...between.entries);
    const end = endOf(text, item.range.end, dash, column, limit);
    list.entries.push(cardOf(text, { start, end, gap: between.gap, lead: between.lead }, item, list));
    done = end;
  }
  const after = lastDisabled(text, done, column, limit);
  if (after > done) {
    // The last of what is read is a disabled card, since that is where it ends.
    list.entries.push(...readBetween(text, done, after, list).entries);
    done = after;
  }
  return { list, start: from, end: done };
}

function makeList(about: About, node: ListNode | undefined, flow: boolean, column: number): CardList {
  return { ...about, node, flow, column, entries: [], tail: '' };
}

function cardOf(
  text: string,
  at: { readonly start: number; readonly end: number; readonly gap: string; readonly lead: string },
  node: SyntaxNode,
  list: CardList,
): Card {
  const { start, end, gap, lead } = at;
  const own = text.slice(start, end);
  const card: Card = { kind: 'card', list, gap, lead, body: [own], offset: start, disabled: false, node, source: text };
  if (node.kind === 'map' && text[node.range.start] !== '*') {
    card.body = partsOf(text, start, end, node, keyDocs(node, list.item, list.docs), card);
  }
  return card;
}

interface Between {
  readonly entries: readonly (Card | Loose)[];
  /** Of the card that follows. */
  readonly gap: string;
  readonly lead: string;
}

/** The lines between two cards: disabled cards, the blank lines and comments above the card that follows, and others. */
function readBetween(text: string, start: number, end: number, list: CardList): Between {
  const entries: (Card | Loose)[] = [];
  const isFirst = () => ![...list.entries, ...entries].some(({ kind }) => kind === 'card');
  let pending = start;
  /** Splits what was pending before `at` for the card that begins there. */
  const before = (at: number) => {
    const { gapStart, leadStart } = splitLead(text, pending, at, list.column);
    const looseEnd = isFirst() ? leadStart : gapStart;
    if (looseEnd > pending) entries.push({ kind: 'loose', text: text.slice(pending, looseEnd) });
    return { gap: text.slice(looseEnd, leadStart), lead: text.slice(leadStart, at) };
  };
  for (let at = start; at < end; ) {
    const stop = Math.min(end, nextLineStart(text, at));
    if (!beginsAt(text, at) || columnOfDisabled(text, at) !== list.column) {
      at = stop;
      continue;
    }
    let last = stop;
    while (last < end && columnOfDisabled(text, last) === list.column && !beginsAt(text, last)) {
      last = Math.min(end, nextLineStart(text, last));
    }
    const { gap, lead } = before(at);
    entries.push(disabledCard(text, { start: at, end: last, gap, lead }, list));
    pending = at = last;
  }
  if (pending >= end) return { entries, gap: '', lead: '' };
  const rest = before(end);
  return { entries, ...rest };
}

/** A disabled card, and what it would be. */
function disabledCard(
  text: string,
  at: { readonly start: number; readonly end: number; readonly gap: string; readonly lead: string },
  list: CardList,
): Card {
  const body = text.slice(at.start, at.end);
  const source = enableLines(body);
  const { root } = parseYaml(source);
  const node = root?.kind === 'list' ? root.items[0] : undefined;
  return {
    kind: 'card',
    list,
    gap: at.gap,
    lead: at.lead,
    body: [body],
    offset: at.start,
    disabled: true,
    node,
    source,
  };
}

/** The card of a disabled one as it would be enabled, for looking into it. */
export function enabledView(card: Card): Card {
  if (card.node === undefined) return card;
  const { source, node, list } = card;
  return { ...cardOf(source, { start: 0, end: source.length, gap: '', lead: '' }, node, list), disabled: true };
}
