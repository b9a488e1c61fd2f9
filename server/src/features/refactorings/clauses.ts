/**
 * The rules and filters that a selection is about, from the tree alone, so that they are there in a file with errors
 * too; and what the reading made of them, where it could.
 */
import type { DidNotRule, DidRule, Filter, Range, Rule, Step } from '../../language/index.ts';
import { entryOf, isRuleKind, lineEnd, lineStart } from '../../language/index.ts';
import { dashBefore } from '../../language/syntax/edit.ts';
import type { Entry, ListNode, MapNode, SyntaxNode } from '../../language/syntax/tree.ts';
import { schemaRules } from '../../project/index.ts';
import type { FeatureDocument } from '../feature.ts';

/** A list of rules or filters. */
export interface ClauseList {
  readonly list: ListNode;
  readonly of: 'rules' | 'filters';
  /** How its items are joined: all must hold, at least one, not one. */
  readonly join: 'all' | 'any' | 'none';
  /** `channel`: of a channel's own rules the first that fails gives the reason, so their order and number count. */
  readonly place: 'segment' | 'channel' | 'glossary';
  /** The group that it is the list of, or the rule whose filters they are. */
  readonly owner: Clause | undefined;
}

/** A rule or a filter. */
export interface Clause {
  readonly node: MapNode;
  readonly in: ClauseList;
  readonly index: number;
  /** The entry that says its kind. */
  readonly kind: Entry;
  /** The rule or filter that was read; undefined when it has an error. */
  readonly model: Rule | Filter | undefined;
}

/** Neighbours in one list; never none. */
export interface Selected {
  readonly list: ClauseList;
  readonly from: number;
  readonly to: number;
  /** Undefined where an item is no rule: broken, or an alias of one. */
  readonly clauses: readonly (Clause | undefined)[];
}

const GROUPS: ReadonlySet<string> = new Set(['all', 'any', 'none']);

export const kindKey = (clause: Pick<Clause, 'kind'>): string => String(clause.kind.key.value);
export const isGroupKey = (key: string): key is ClauseList['join'] => GROUPS.has(key);

/** The innermost rules or filters that hold a selection. Without a selection the one at the cursor. */
export function clausesAt(document: FeatureDocument, range: Range): Selected | undefined {
  const text = document.text.getText();
  const models = modelsOf(document);
  let found: Selected | undefined;
  let lists = topLists(document);
  while (lists.length > 0) {
    const next: ClauseList[] = [];
    for (const list of lists) {
      const touched = list.list.items.flatMap((item, index) => (touches(text, list.list, item, range) ? [index] : []));
      const [from] = touched;
      const to = touched.at(-1);
      if (from === undefined || to === undefined) continue;
      const clauses = list.list.items.slice(from, to + 1).map((_, index) => clauseAt(text, list, from + index, models));
      found = { list, from, to, clauses };
      const [only] = clauses;
      if (from === to && only) next.push(...listsIn(only).filter((inner) => spans(text, inner.list, range)));
    }
    lists = next;
  }
  return found;
}

/** The clauses of a list; undefined for an item that is none. */
export function clausesOf(document: FeatureDocument, list: ClauseList): readonly (Clause | undefined)[] {
  const models = modelsOf(document);
  return list.list.items.map((_, index) => clauseAt(document.text.getText(), list, index, models));
}

/** The list of a group; undefined for any other rule. */
export function groupList(clause: Clause): ClauseList | undefined {
  return isGroupKey(kindKey(clause)) ? listsIn(clause)[0] : undefined;
}

function topLists({ tree, kind }: FeatureDocument): readonly ClauseList[] {
  const { root } = tree;
  if (root?.kind !== 'map') return [];
  const rules = (node: SyntaxNode | undefined, place: ClauseList['place']): readonly ClauseList[] =>
    node?.kind === 'list' ? [{ list: node, of: 'rules', join: 'all', place, owner: undefined }] : [];
  if (kind === 'segment') return rules(entryOf(root, 'where')?.value, 'segment');
  const below = (section: string, key: string, place: ClauseList['place']) => {
    const names = entryOf(root, section)?.value;
    if (names?.kind !== 'map') return [];
    return names.entries.flatMap(({ value }) =>
      value?.kind === 'map' ? rules(entryOf(value, key)?.value, place) : [],
    );
  };
  return [...below('channels', 'reachable', 'channel'), ...below('glossary', 'means', 'glossary')];
}

function listsIn(clause: Clause): readonly ClauseList[] {
  const { node, kind } = clause;
  const key = kindKey(clause);
  const inner = (
    value: SyntaxNode | undefined,
    of: ClauseList['of'],
    join: ClauseList['join'],
  ): readonly ClauseList[] =>
    value?.kind === 'list' ? [{ list: value, of, join, place: clause.in.place, owner: clause }] : [];
  if (isGroupKey(key)) return inner(kind.value, clause.in.of, key);
  const filters = (map: MapNode) =>
    ['where', 'having'].flatMap((name) => inner(entryOf(map, name)?.value, 'filters', 'all'));
  if (key === 'did' || key === 'did_not') return filters(node);
  if (key !== 'sequence' || kind.value?.kind !== 'list') return [];
  return kind.value.items.flatMap((step) => (step.kind === 'map' ? filters(step) : []));
}

function clauseAt(text: string, list: ClauseList, index: number, models: Models): Clause | undefined {
  const node = list.list.items[index];
  // What an alias stands for has the alias's place.
  if (node?.kind !== 'map' || text[node.range.start] === '*') return undefined;
  const names = list.of === 'rules' ? isRuleKind : (key: string) => key === 'property' || isGroupKey(key);
  const kinds = node.entries.filter(({ key }) => names(String(key.value)));
  const [kind] = kinds;
  if (!kind || kinds.length > 1) return undefined;
  return { node, in: list, index, kind, model: models.get(placeKey(node.range)) };
}

/** Whether an item, with the lines it stands on, shares something with a selection. */
function touches(text: string, list: ListNode, item: SyntaxNode, { start, end }: Range): boolean {
  const own = list.flow ? item.range : ownLines(text, item);
  return own.start <= end && start <= own.end && (start === end || (own.start < end && start < own.end));
}

function ownLines(text: string, { range }: SyntaxNode): Range {
  const dash = dashBefore(text, range.start);
  const end = text[range.end - 1] === '\n' ? range.end - 1 : lineEnd(text, range.end);
  return { start: text.slice(lineStart(text, dash), dash).trim() === '' ? lineStart(text, dash) : dash, end };
}

/** Whether a selection lies between the start and the end of a list, its lines included. */
function spans(text: string, list: ListNode, { start, end }: Range): boolean {
  if (list.flow) return list.range.start < start && end < list.range.end;
  const [first] = list.items;
  const last = list.items.at(-1);
  return (
    first !== undefined && last !== undefined && ownLines(text, first).start <= start && end <= ownLines(text, last).end
  );
}

type Models = ReadonlyMap<string, Rule | Filter>;

const placeKey = ({ start, end }: Range): string => `${start}:${end}`;
const known = new WeakMap<object, Models>();

/** What was read, by its place. Nothing while the reading is of another text. */
function modelsOf({ uri, kind, text, snapshot }: FeatureDocument): Models {
  if (snapshot.file(uri)?.text !== text.getText()) return new Map();
  const reading = kind === 'schema' ? snapshot.schemaReading : snapshot.reading(uri);
  if (!reading || (kind === 'schema' && uri !== snapshot.schemaUri)) return new Map();
  let models = known.get(reading);
  if (!models) {
    const found = new Map<string, Rule | Filter>();
    const rules = kind === 'schema' ? schemaRules(snapshot.schema) : (snapshot.reading(uri)?.segment?.where ?? []);
    for (const rule of rules) collect(rule, found);
    models = found;
    known.set(reading, models);
  }
  return models;
}

function collect(rule: Rule | Filter, found: Map<string, Rule | Filter>): void {
  found.set(placeKey(rule.range), rule);
  if ('of' in rule && Array.isArray(rule.of))
    for (const inner of rule.of as readonly (Rule | Filter)[]) collect(inner, found);
  if (rule.kind === 'did' || rule.kind === 'did_not') for (const filter of filtersOf(rule)) collect(filter, found);
  if (rule.kind === 'sequence') for (const { where } of rule.steps) for (const filter of where) collect(filter, found);
}

const filtersOf = (rule: DidRule | DidNotRule | Step): readonly Filter[] => [
  ...rule.where,
  ...('having' in rule ? rule.having : []),
];
