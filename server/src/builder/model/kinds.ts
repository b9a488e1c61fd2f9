import { ruleKinds } from '../../language/index.ts';
import type { BuilderKind } from '../../protocol/index.ts';
import { isGroupKey } from '../outline/card-keys.ts';
import { blankOf } from './blank.ts';

/** What can be added to lists of rules, of filters and of steps. */
export const CARD_KINDS: readonly BuilderKind[] = [
  ...Object.values(ruleKinds).map(({ id, title, doc }) => ({
    item: 'rule' as const,
    id,
    title,
    doc,
    group: isGroupKey(id),
    blank: blankOf('rule', id),
  })),
  ...(['property', 'all', 'any', 'none'] as const).map((id) => ({
    item: 'filter' as const,
    id,
    title: { property: 'Property', all: 'All of', any: 'Any of', none: 'None of' }[id],
    doc: id === 'property' ? 'A property of the event.' : ruleKinds[id].doc,
    group: isGroupKey(id),
    blank: blankOf('filter', id),
  })),
  ...(['did', 'did_not'] as const).map((id) => ({
    item: 'step' as const,
    id,
    title: id === 'did' ? 'Then did' : 'Then did not do',
    doc: '',
    group: false,
    blank: blankOf('step', id),
  })),
];
