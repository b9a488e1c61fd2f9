/**
 * Turns one value into a list of one, ready for another, and a list of one into its value: `is` ↔ `in`, `is_not` ↔
 * `not_in`, `includes` ↔ `includes_any`, `did: A` ↔ `did: [A]`.
 */
import { inlineText, isPlain, type OperatorId, type TextEdit } from '../../language/index.ts';
import { isOperator } from '../../language/operators/index.ts';
import type { Entry } from '../../language/syntax/tree.ts';
import { type EntryAt, entriesAt } from './place.ts';
import type { Offer, Refactoring } from './refactoring.ts';
import { NAMED } from './split-names.ts';

const LISTS: Readonly<Partial<Record<OperatorId, OperatorId>>> = {
  is: 'in',
  is_not: 'not_in',
  includes: 'includes_any',
};
const SINGLES: Readonly<Partial<Record<OperatorId, OperatorId>>> = {
  in: 'is',
  not_in: 'is_not',
  includes_any: 'includes',
  includes_all: 'includes',
};

export const singleOrList: Refactoring = {
  id: 'single-or-list',
  kind: 'refactor.rewrite',
  title: 'Turn one value into a list, or back',
  documents: ['segment', 'schema'],
  example: {
    title: 'Change is to in, a list of values',
    before: `name: On a phone
where:
  - user: os
    is: iO<|>S
`,
    after: `name: On a phone
where:
  - user: os
    in: [iOS]
`,
  },
  offer: (site) => {
    const [found] = entriesAt(site);
    return found ? offersFor(found, site.text) : [];
  },
};

function offersFor({ entry, map }: EntryAt, text: string): readonly Offer[] {
  const key = String(entry.key.value);
  const { value } = entry;
  const has = (other: string) => map.entries.some((each) => each.key.value === other);
  const isRule = map.entries.some(
    (each) => NAMED[String(each.key.value)] || ['user', 'property'].includes(String(each.key.value)),
  );
  const isMeasure =
    !isRule &&
    map.entries.every(
      (each) => isOperator(String(each.key.value)) || ['of', 'every', 'periods'].includes(String(each.key.value)),
    );
  if (!value || (!isRule && !isMeasure)) return [];
  const names = NAMED[key] !== undefined;
  const list = names ? key : isOperator(key) ? LISTS[key] : undefined;
  if (value.kind === 'scalar') {
    const inline = inlineText(text, value);
    // A flag has no lists.
    if (!list || typeof value.value === 'boolean' || value.value === null || inline === undefined) return [];
    if (list !== key && has(list)) return [];
    const title = names ? `Make a list of ${key}` : `Change ${key} to ${list}, a list of values`;
    return [
      {
        title,
        meaning: 'kept',
        change: () => ({ edits: renamed(entry, list, { range: value.range, newText: `[${inline}]` }) }),
      },
    ];
  }
  const single = names ? key : isOperator(key) ? SINGLES[key] : undefined;
  const only = value.kind === 'list' && value.items.length === 1 ? value.items[0] : undefined;
  const inline = only?.kind === 'scalar' ? inlineText(text, only) : undefined;
  if (!single || inline === undefined || !isPlain(text, { start: entry.key.range.end, end: value.range.end }))
    return [];
  if (single !== key && has(single)) return [];
  const title = names ? `Take ${inline} out of the list` : `Change ${key} to ${single}, one value`;
  const edit = { range: { start: entry.key.range.end, end: value.range.end }, newText: `: ${inline}` };
  return [{ title, meaning: 'kept', change: () => ({ edits: renamed(entry, single, edit) }) }];
}

function renamed(entry: Entry, key: string, edit: TextEdit): readonly TextEdit[] {
  return key === entry.key.value ? [edit] : [{ range: entry.key.range, newText: key }, edit];
}
