/**
 * The cards of a segment as plain data, and edits of these: written from the protocol's words alone, to be compared with
 * what edits do to texts.
 */

import { type Card, cardsOf, listsOf, type Part } from '../../server/src/builder/outline/outline.ts';
import { enabledView, readOutline } from '../../server/src/builder/outline/read-outline.ts';
import { isRuleKind, parseYaml, ruleKinds, toData } from '../../server/src/language/index.ts';
import type { BuilderEdit, BuilderPath } from '../../server/src/protocol/index.ts';

type Value = unknown;
export interface PlainCard {
  disabled: boolean;
  /** Values by key, without the lists of cards. */
  own: Record<string, Value>;
  lists: Record<string, PlainCard[]>;
}

/** The file as one card: its head, and its `where`. */
export function plainCards(text: string): PlainCard {
  const tree = parseYaml(text);
  const root = (toData(tree.root) ?? {}) as Record<string, Value>;
  return JSON.parse(JSON.stringify(plain(root, readOutline(tree).parts, false))) as PlainCard;
}

function plain(data: Record<string, Value>, parts: readonly Part[], disabled: boolean): PlainCard {
  const lists = Object.fromEntries(listsOf(parts).map((list) => [list.key, cardsOf(list).map(plainCard)]));
  const own = Object.fromEntries(Object.entries(data).filter(([key]) => !lists[key]));
  // A list without a card says nothing, in brackets or not.
  for (const [key, cards] of Object.entries(lists)) {
    if (cards.length > 0) continue;
    delete lists[key];
    own[key] = null;
  }
  return { disabled, own, lists };
}

function plainCard(card: Card): PlainCard {
  const { node, disabled } = card;
  const body = disabled ? enabledView(card).body : card.body;
  const data = node?.kind === 'map' ? (toData(node) as Record<string, Value>) : { '': toData(node) };
  return plain({ ...data }, body, disabled);
}

/** All lists of a file with their cards, by path; those inside disabled cards left out. */
export function listsIn(card: PlainCard, path: BuilderPath = []): { path: BuilderPath; cards: PlainCard[] }[] {
  return Object.entries(card.lists).flatMap(([key, cards]) => [
    { path: [...path, key], cards },
    ...cards.flatMap((inner, i) => (inner.disabled ? [] : listsIn(inner, [...path, key, i]))),
  ]);
}

const GROUPS = ['all', 'any', 'none'];
export const groupOf = (card: PlainCard): string | undefined =>
  [...Object.keys(card.lists), ...Object.keys(card.own)].find((key) => GROUPS.includes(key));

interface At {
  readonly list: PlainCard[];
  readonly index: number;
  readonly card: PlainCard;
  readonly owner: PlainCard;
  readonly key: string;
}

function at(root: PlainCard, path: BuilderPath): At {
  let owner = root;
  for (let i = 0; i < path.length; i += 2) {
    const key = String(path[i]);
    const index = Number(path[i + 1]);
    const list = owner.lists[key]!;
    const card = list[index]!;
    if (i + 2 >= path.length) return { list, index, card, owner, key };
    owner = card;
  }
  throw new Error('No path.');
}

/** What the edit makes of the cards. */
export function editedPlainly(before: PlainCard, edit: BuilderEdit): PlainCard {
  const root = structuredClone(before);
  switch (edit.type) {
    case 'insert': {
      const list = listAt(root, edit.at.list);
      list.splice(edit.at.index, 0, ...edit.cards.map((card) => fromData(card)));
      return root;
    }
    case 'remove': {
      const found = outermost(edit.cards).map((path) => at(root, path));
      for (const { list, card } of found) list.splice(list.indexOf(card), 1);
      prune(root);
      return root;
    }
    case 'move': {
      const found = outermost(edit.cards).map((path) => at(root, path));
      const list = listAt(root, edit.to.list);
      const anchor = list.slice(edit.to.index).find((card) => !found.some((each) => each.card === card));
      for (const { list: from, card } of found) from.splice(from.indexOf(card), 1);
      const index = anchor === undefined ? list.length : list.indexOf(anchor);
      list.splice(index, 0, ...found.map(({ card }) => card));
      prune(root);
      return root;
    }
    case 'duplicate': {
      const found = outermost(edit.cards).map((path) => at(root, path));
      for (const { list, card } of found) list.splice(list.indexOf(card) + 1, 0, structuredClone(card));
      return root;
    }
    case 'wrap': {
      const found = outermost(edit.cards).map((path) => at(root, path));
      const { list } = found[0]!;
      const group: PlainCard = { disabled: false, own: {}, lists: { [edit.group]: found.map(({ card }) => card) } };
      list.splice(list.indexOf(found[0]!.card), 1, group);
      for (const { card } of found.slice(1)) list.splice(list.indexOf(card), 1);
      return root;
    }
    case 'unwrap': {
      const { list, index, card } = at(root, edit.card);
      list.splice(index, 1, ...(Object.values(card.lists)[0] ?? []));
      return root;
    }
    case 'enable':
      for (const path of edit.cards) at(root, path).card.disabled = false;
      return root;
    case 'disable': {
      let chosen = edit.cards.map((path) => at(root, path)).filter(({ card }) => !card.disabled);
      // A group whose enabled cards are all chosen is disabled in place of these.
      for (;;) {
        const cards = new Set(chosen.map(({ card }) => card));
        const full = chosen.find(
          ({ list, key }) => GROUPS.includes(key) && list.every((card) => card.disabled || cards.has(card)),
        );
        if (full === undefined) break;
        chosen = [...chosen.filter(({ list }) => list !== full.list), placeOf(root, full.owner)!];
      }
      for (const { card } of chosen) card.disabled = true;
      return root;
    }
    case 'kind': {
      const { card } = at(root, edit.card);
      const [key] = Object.keys(card.lists);
      if (key !== undefined) rename(card, key, edit.kind);
      return root;
    }
    case 'set': {
      const { card, rest } = field(root, edit.at);
      set(card.own, rest, edit.value);
      return root;
    }
    case 'unset': {
      const { card, rest } = field(root, edit.at);
      if (rest.length === 1 && card.lists[String(rest[0])]) delete card.lists[String(rest[0])];
      unset(card.own, rest);
      return root;
    }
    default:
      throw new Error(`Not made for ${edit.type}.`);
  }
}

function rename(card: PlainCard, from: string, to: string): void {
  const cards = card.lists[from]!;
  delete card.lists[from];
  card.lists[to] = cards;
}

function field(root: PlainCard, path: BuilderPath): { card: PlainCard; rest: BuilderPath } {
  let card = root;
  let rest = path;
  while (rest.length > 2 && typeof rest[1] === 'number' && card.lists[String(rest[0])]) {
    card = card.lists[String(rest[0])]![rest[1]]!;
    rest = rest.slice(2);
  }
  return { card, rest };
}

function set(map: Record<string, Value>, [key, ...rest]: BuilderPath, value: Value): void {
  const name = String(key);
  if (rest.length === 0) map[name] = value;
  else {
    const inner = map[name];
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) map[name] = {};
    set(map[name] as Record<string, Value>, rest, value);
  }
}

function unset(map: Record<string, Value>, [key, ...rest]: BuilderPath): void {
  const name = String(key);
  const inner = map[name] as Record<string, Value> | undefined;
  if (rest.length > 0 && inner) unset(inner, rest);
  if (rest.length === 0 || (inner && Object.keys(inner).length === 0)) delete map[name];
}

function listAt(root: PlainCard, path: BuilderPath): PlainCard[] {
  const key = String(path.at(-1));
  const owner = path.length === 1 ? root : at(root, path.slice(0, -1)).card;
  delete owner.own[key];
  owner.lists[key] ??= [];
  return owner.lists[key];
}

function placeOf(root: PlainCard, wanted: PlainCard): At | undefined {
  for (const { path, cards } of listsIn(root)) {
    const index = cards.indexOf(wanted);
    if (index >= 0) return at(root, [...path, index]);
  }
  return undefined;
}

/** Groups without cards go, those of disabled cards alone are disabled, keys of filters without any go. */
function prune(root: PlainCard): void {
  for (let again = true; again; ) {
    again = false;
    for (const { path, cards } of listsIn(root)) {
      const key = String(path.at(-1));
      if (path.length === 1 || (cards.length > 0 && cards.some(({ disabled }) => !disabled))) continue;
      const { card, list } = at(root, path.slice(0, -1));
      if (!GROUPS.includes(key)) {
        if (cards.length > 0) continue;
        delete card.lists[key];
        // The steps of a sequence may all be gone: its key stays, with nothing.
        if (key === 'sequence') card.own[key] = null;
      } else if (cards.length === 0) list.splice(list.indexOf(card), 1);
      else card.disabled = true;
      again = true;
      break;
    }
  }
  if (root.lists['where']?.length === 0) {
    delete root.lists['where'];
    root.own['where'] = null;
  }
}

function outermost(paths: readonly BuilderPath[]): BuilderPath[] {
  const sorted = [...paths].sort((a, b) => {
    for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return Number(a[i]) - Number(b[i]);
    return a.length - b.length;
  });
  return sorted.filter(
    (path, i) =>
      !sorted.some((other, j) => j < i && other.length <= path.length && other.every((s, k) => s === path[k])),
  );
}

/** A card from what a person would have chosen. */
export function fromData(data: Record<string, unknown>): PlainCard {
  const kind = Object.keys(data).find(isRuleKind);
  const cardKeys = new Set([
    ...(kind === undefined
      ? GROUPS
      : ruleKinds[kind].keys
          .filter(({ value }) => ['rules', 'filters', 'steps'].includes(value))
          .map(({ name }) => name)),
    'where',
  ]);
  const entries = Object.entries(data);
  const isList = ([key, value]: [string, unknown]) => cardKeys.has(key) && Array.isArray(value) && value.length > 0;
  return {
    disabled: false,
    own: Object.fromEntries(entries.filter((entry) => !isList(entry))),
    lists: Object.fromEntries(
      entries.filter(isList).map(([key, value]) => [key, (value as Record<string, unknown>[]).map(fromData)]),
    ),
  };
}
