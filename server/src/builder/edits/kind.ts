import { isOperator, isRuleKind, type KeyDoc, ruleKinds } from '../../language/index.ts';
import type { BuilderPath } from '../../protocol/index.ts';
import { blankOf } from '../model/blank.ts';
import { isGroupKey, isKind } from '../outline/card-keys.ts';
import { cardAt, editFile, GONE, type RunEdit } from './edit.ts';
import { renamedText } from './fields/key.ts';
import { setText } from './fields/set-text.ts';
import { unsetText } from './fields/unset.ts';

export const kind: RunEdit<'kind'> = (file, edit) => {
  const card = cardAt(file.outline, edit.card);
  if (card === undefined || card.node?.kind !== 'map') return GONE;
  if (card.disabled) return { refused: 'It is disabled. Enable it to change it.' };
  const { list, node } = card;
  const names = node.entries.map(({ key }) => String(key.value));
  const from = names.find((name) => isKind(name, list.item));
  if (from === undefined || !isKind(edit.kind, list.item)) return GONE;
  if (from === edit.kind) return { text: file.text, cards: [edit.card] };
  const docs = list.item === 'rule' ? docsOf(edit.kind) : list.docs;
  const allowed = (name: string) =>
    docs.some((doc) => doc.name === name) || (isOperator(name) && (edit.kind === 'user' || edit.kind === 'property'));
  const renamed = renamedText(file, [...edit.card, from], edit.kind);
  if (typeof renamed !== 'string') return renamed;
  const keep = sameSort(from, edit.kind, list.item === 'rule');
  let text = renamed;
  for (const name of names.filter((each) => each !== from)) {
    if (!keep || !allowed(name)) text = unsetText(editFile(text), [...edit.card, name]) ?? text;
  }
  if (!keep) text = filled(text, edit.card, edit.kind, list.item);
  return { text, cards: [edit.card] };
};

/** What a kind begins with, in a card of another sort. */
function filled(text: string, card: BuilderPath, name: string, item: 'rule' | 'filter' | 'step'): string {
  return Object.entries(blankOf(item, name)).reduce((done, [key, value]) => {
    const next = setText(editFile(done), [...card, key], value);
    return typeof next === 'string' ? next : done;
  }, text);
}

const docsOf = (name: string): readonly KeyDoc[] => (isRuleKind(name) ? ruleKinds[name].keys : []);

/** Both speak of the same things: events, segments, channels, lists, nested cards. */
function sameSort(from: string, to: string, rules: boolean): boolean {
  if (isGroupKey(from) || isGroupKey(to)) return isGroupKey(from) && isGroupKey(to);
  return !rules || docsOf(from)[0]?.value === docsOf(to)[0]?.value;
}
