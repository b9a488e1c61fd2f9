/** Cards of a list, with their fields and the cards in them. */
import { under } from '../../features/place/place.ts';
import type { Shape } from '../../features/place/shape.ts';
import { isRuleKind, ruleKinds } from '../../language/index.ts';
import { commentsOf, tokens } from '../../language/syntax/scan.ts';
import type { MapNode, SyntaxNode } from '../../language/syntax/tree.ts';
import type { BuilderCard, BuilderCards, BuilderItem, BuilderPath } from '../../protocol/index.ts';
import { isGroupKey, isKind, itemsOf, keyDocs } from '../outline/card-keys.ts';
import { type Card, type CardList, cardsOf, listsOf, type Part, print } from '../outline/outline.ts';
import { enabledView } from '../outline/read-outline.ts';
import { shiftLines } from '../outline/shift.ts';
import { addableOf, type FormMap, type FormSource, fieldOf } from './form.ts';
import { ruleSentences, type Sentences } from './sentences.ts';
import { itemShape } from './shape-at.ts';

/** Where cards are read. */
export interface CardSource extends FormSource {
  readonly lineOf: (offset: number) => number;
  readonly sentences: Sentences;
  readonly names: Omit<Parameters<typeof ruleSentences>[1], 'schema'>;
  /** Inside a disabled card, whose own lines these are. */
  readonly within?: BuilderCard['lines'];
}

/** What is asked of a list that may not be there yet. */
export interface ListPlace {
  readonly list: CardList | undefined;
  readonly item: BuilderItem;
  readonly path: BuilderPath;
  readonly shape: Shape;
}

export function cardsModel(source: CardSource, { list, item, path, shape }: ListPlace): BuilderCards {
  if (list === undefined) return { path, item, cards: [] };
  const before: SyntaxNode[] = [];
  const cards = cardsOf(list).map((card, index) => {
    const items = card.node === undefined ? before : [...before, card.node];
    const model = cardModel(source, card, [...path, index], itemShape(shape, items));
    if (card.node !== undefined && !card.disabled) before.push(card.node);
    return model;
  });
  return { path, item, cards };
}

function cardModel(outer: CardSource, card: Card, path: BuilderPath, shape: Shape): BuilderCard {
  const { list, disabled, node } = card;
  const source = disabled ? disabledSource(outer, card) : outer;
  const body = disabled ? enabledView(card).body : card.body;
  const map = node?.kind === 'map' ? node : undefined;
  const kinds = map === undefined ? [] : kindsIn(map, list.item);
  const kind = kinds[0] ?? null;
  const problems = (node && source.desk?.open(node.range)) ?? [];
  const reason = asText(card, kinds);
  const docs = map === undefined ? [] : keyDocs(map, list.item, list.docs);
  const form: FormMap | undefined = map && { map, shape, docs, path };
  const own = form !== undefined && reason === undefined ? formOf(source, form, body, kind) : NO_FORM;
  const comment = commentOf(card);
  return {
    path,
    item: list.item,
    kind,
    title: titleOf(kind, list.item),
    sentence: sentenceOf(source, card),
    text: textOf(card),
    lines: linesOf(outer, card),
    ...(comment === '' ? {} : { comment }),
    disabled,
    form: reason === undefined ? { as: 'fields' } : { as: 'text', reason },
    ...own,
    kinds: kindChoices(list.item, kind),
    problems,
  };
}

/** A rule inside a group with an error is not in what was read of the segment: it is read by itself. */
function sentenceOf({ sentences, names, schema }: CardSource, { node, list }: Card): string {
  if (node === undefined) return '';
  const known = sentences.get(node.range.start);
  if (known !== undefined || list.item !== 'rule') return known ?? '';
  return ruleSentences(node, { ...names, schema }).get(node.range.start) ?? '';
}

const NO_FORM = { fields: [], addable: [] } as const;

function formOf(source: CardSource, form: FormMap, body: readonly Part[], kind: string | null) {
  const { map, shape, path } = form;
  const lists = listsOf(body);
  let group: BuilderCards | undefined;
  const addable = addableOf(source, form);
  const fields = map.entries.flatMap((entry) => {
    const key = String(entry.key.value);
    const item = itemsOf(form.docs.find(({ name }) => name === key));
    const below = under(shape, { kind: 'entry', map, entry, key });
    const list = lists.find((each) => each.key === key);
    if (item !== undefined && key === kind && isGroupKey(key) && (list !== undefined || hasNoCards(entry.value))) {
      // The card is the group: it has no field beside, at which problems would be lost.
      group = cardsModel(source, { list, item, path: [...path, key], shape: below });
      return [];
    }
    const field = fieldOf(source, form, entry, addable);
    if (item === undefined || field.input.type !== 'cards') return [field];
    // A list that is not written as one, with dashes of one column, is only shown.
    if (list === undefined && !hasNoCards(entry.value)) {
      return [{ ...field, input: { type: 'raw', reason: 'It is written in a form that cards cannot show.' } as const }];
    }
    return [{ ...field, cards: cardsModel(source, { list, item, path: [...path, key], shape: below }) }];
  });
  return { fields, addable, ...(group === undefined ? {} : { group }) };
}

const hasNoCards = (node: SyntaxNode | undefined): boolean =>
  node === undefined ||
  (node.kind === 'scalar' && node.value === null) ||
  (node.kind === 'list' && node.items.length === 0);

/** The keys of a map that say what kind its card is. */
function kindsIn(map: MapNode, item: BuilderItem): readonly string[] {
  return map.entries.map(({ key }) => String(key.value)).filter((key) => isKind(key, item));
}

/** Why a card is shown as text. */
function asText({ node, body, disabled, source }: Card, kinds: readonly string[]): string | undefined {
  if (node?.kind !== 'map') return 'It is no rule yet: a key such as did or user says what a rule is about.';
  if (kinds.length === 0) return 'No key says what it is about.';
  if (kinds.length > 1) return `It says both ${kinds[0]} and ${kinds[1]}.`;
  const own = disabled ? source : print(body);
  if (!/[&*!]|<</.test(own)) return undefined;
  for (const { source: token } of tokens(own)) {
    if (/^[&*]./.test(token)) return 'It shares a part with another place by an anchor (&) or an alias (*).';
    if (/^!./.test(token)) return 'It has a YAML tag.';
    if (token === '<<') return 'It takes in keys of another place (<<).';
  }
  return undefined;
}

/** What a disabled card says is not in the text itself: its places are its own, and nobody looks for problems in it. */
function disabledSource(outer: CardSource, card: Card): CardSource {
  const { node, source, list } = card;
  const context = { ...outer.names, schema: outer.schema };
  const sentences: Sentences = node !== undefined && list.item === 'rule' ? ruleSentences(node, context) : new Map();
  return { ...outer, desk: undefined, text: source, sentences, within: linesOf(outer, card) };
}

function titleOf(kind: string | null, item: BuilderItem): string {
  if (kind === null) return item === 'rule' ? 'Rule' : item === 'step' ? 'Step' : 'Filter';
  if (isGroupKey(kind)) return { all: 'All of', any: 'Any of', none: 'None of' }[kind];
  if (isRuleKind(kind) && item === 'rule') return ruleKinds[kind].title;
  return kind === 'property' ? 'Property' : kind === 'did' ? 'Did' : 'Did not';
}

/** Groups become groups; everything else becomes anything else. */
function kindChoices(item: BuilderItem, kind: string | null): BuilderCard['kinds'] {
  if (kind === null) return [];
  const all: readonly string[] =
    item === 'rule'
      ? Object.keys(ruleKinds)
      : item === 'step'
        ? ['did', 'did_not']
        : ['property', 'all', 'any', 'none'];
  return all.filter((id) => isGroupKey(id) === isGroupKey(kind)).map((id) => ({ id, title: titleOf(id, item) }));
}

function textOf({ disabled, source, body, list }: Card): string {
  if (disabled) return shiftLines(source, -list.column).trimEnd();
  const own = print(body);
  return list.flow ? `- ${own}` : shiftLines(own, -list.column).trimEnd();
}

function linesOf({ lineOf, within }: CardSource, { offset, body }: Card): BuilderCard['lines'] {
  if (within !== undefined) return within;
  return { first: lineOf(offset), last: lineOf(offset + print(body).trimEnd().length) };
}

/** The comments above and behind its first line. */
function commentOf({ lead, body, disabled, source }: Card): string {
  const [first = ''] = (disabled ? source : print(body)).split(/\r?\n/);
  return [...commentsOf(lead), ...commentsOf(`${first}\n`)]
    .map((comment) => comment.replace(/^#+ ?/, '').trimEnd())
    .join('\n');
}
