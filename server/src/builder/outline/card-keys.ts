/** Which keys hold lists of cards: read off the documented keys of rule kinds, filters and steps. */
import { FILTER_KEYS, isRuleKind, type KeyDoc, ruleKinds, segmentKeys } from '../../language/index.ts';
import type { MapNode } from '../../language/syntax/tree.ts';
import type { BuilderItem } from '../../protocol/index.ts';

const ITEMS: Readonly<Partial<Record<KeyDoc['value'], BuilderItem>>> = {
  rules: 'rule',
  filters: 'filter',
  steps: 'step',
};

/** The cards that a key's list holds; undefined for any other key. */
export function itemsOf(doc: KeyDoc | undefined): BuilderItem | undefined {
  return doc && ITEMS[doc.value];
}

/** The keys that the cards below a key can have: of filters and steps. Those of a rule are its kind's. */
export function docsBelow(doc: KeyDoc): readonly KeyDoc[] {
  return doc.value === 'filters' ? (doc.keys ?? FILTER_KEYS) : (doc.keys ?? []);
}

/** The documented keys of a card; `docs` are those of its list. */
export function keyDocs(map: MapNode, item: BuilderItem, docs: readonly KeyDoc[]): readonly KeyDoc[] {
  if (item !== 'rule') return docs;
  const kind = map.entries.map(({ key }) => String(key.value)).find(isRuleKind);
  return kind === undefined ? [] : ruleKinds[kind].keys;
}

export const rootDocs: readonly KeyDoc[] = segmentKeys;

/** A key that makes its card a group of cards of the same sort. */
export function isGroupKey(key: string): key is 'all' | 'any' | 'none' {
  return key === 'all' || key === 'any' || key === 'none';
}

/** A key that says what a card is. */
export function isKind(key: string, item: BuilderItem): boolean {
  if (item === 'rule') return isRuleKind(key);
  return item === 'step' ? key === 'did' || key === 'did_not' : key === 'property' || isGroupKey(key);
}
