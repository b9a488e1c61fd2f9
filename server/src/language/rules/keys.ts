/** The keys of a map, documented: what reading allows, completion offers and hover explains. */
import { PERIODS } from '../model.ts';

/** What stands after a key, for completion. */
export type ValueForm =
  | 'text'
  | 'number'
  | 'flag'
  | 'choice'
  | 'event'
  | 'events'
  | 'user-property'
  | 'event-property'
  | 'segments'
  | 'channels'
  | 'path'
  | 'rules'
  | 'filters'
  | 'steps'
  | 'texts'
  | 'duration'
  | 'past'
  | 'ago-or-moment'
  | 'moment'
  | 'range'
  | 'map';

export interface KeyDoc {
  readonly name: string;
  /** A few words for forms; absent where the key itself reads well. */
  readonly title?: string;
  /** Short markdown. */
  readonly doc: string;
  /** The whole entry as an LSP snippet. */
  readonly snippet: string;
  readonly value: ValueForm;
  readonly required?: true;
  readonly values?: readonly string[];
  /** The keys of the map, or of the maps in the list, that stands after it. */
  readonly keys?: readonly KeyDoc[];
  /** That map takes operators as well: of numbers, or of the property's type. */
  readonly operators?: 'number' | 'property';
}

/** Words that people try, by the key that they mean. */
export const KEY_ALIASES: Readonly<Record<string, readonly string[]>> = {
  is: ['equals', 'equal', 'eq', '=', '==', 'value'],
  is_not: ['not_equals', 'ne', 'neq', '!=', '<>', 'not', 'isnt'],
  in: ['one_of', 'any_of', 'values'],
  not_in: ['none_of', 'nin'],
  gt: ['greater_than', 'more_than', '>', 'above', 'over'],
  gte: ['at_least', '>=', 'ge', 'greater_or_equal'],
  lt: ['less_than', '<', 'below', 'under'],
  lte: ['at_most', '<=', 'le', 'less_or_equal'],
  matches: ['regex', 'regexp', 'like', 'pattern'],
  exists: ['is_set', 'present', 'has', 'known', 'set'],
  within: ['in_last', 'in_the_last', 'last', 'window', 'past', 'since', 'timeframe'],
  between: ['range', 'from'],
  did: ['event', 'events', 'has_done', 'performed'],
  did_not: ['didnt', 'has_not_done', 'not_did', 'did not'],
  user: ['attribute', 'user_property', 'profile', 'trait'],
  in_segment: ['segment', 'segments', 'cohort'],
  in_list: ['list'],
  reachable: ['channel', 'reachable_on'],
  all: ['and', 'all_of'],
  any: ['or', 'any_of'],
  none: ['none_of', 'neither'],
  where: ['rules', 'filter', 'filters', 'conditions', 'properties'],
  count: ['times', 'frequency'],
  name: ['title'],
  of: ['property', 'field'],
  occurrence: ['nth'],
  ignore_case: ['case_insensitive', 'ignorecase'],
};

/** A key as a candidate for suggestions. */
export function keyCandidate(name: string): { readonly name: string; readonly aliases?: readonly string[] } {
  const aliases = Object.hasOwn(KEY_ALIASES, name) ? KEY_ALIASES[name] : undefined;
  return aliases === undefined ? { name } : { name, aliases };
}

const filterKeys: readonly KeyDoc[] = [
  {
    name: 'property',
    doc: 'A property of the event, with operators beside it.\n\n`{property: amount, gte: 100}`',
    snippet: 'property: ${1}',
    value: 'event-property',
  },
  { name: 'all', doc: 'Every one of the filters passes.', snippet: 'all:\n  - property: ${1}', value: 'filters' },
  { name: 'any', doc: 'At least one of the filters passes.', snippet: 'any:\n  - property: ${1}', value: 'filters' },
  { name: 'none', doc: 'None of the filters passes.', snippet: 'none:\n  - property: ${1}', value: 'filters' },
  {
    name: 'ignore_case',
    doc: 'Compare in Unicode lower case, in lists too.',
    snippet: 'ignore_case: true',
    value: 'flag',
    values: ['true', 'false'],
  },
];

/** What may stand in one filter of `where` or `having`. */
export const FILTER_KEYS = filterKeys;

export const WHERE_KEY: KeyDoc = {
  name: 'where',
  doc: 'Only events that pass every filter qualify.\n\n```yaml\nwhere:\n  - property: category\n    is: Shoes\n```',
  snippet: 'where:\n  - property: ${1}',
  value: 'filters',
  keys: filterKeys,
  operators: 'property',
};

export const AT_KEY: KeyDoc = {
  name: 'at',
  title: 'At local time',
  doc: 'Local time of the event in the project’s time zone. `hours` includes the first and excludes the last, and may wrap midnight.\n\n`at: {hours: [18, 22], weekdays: [sat, sun]}`',
  snippet: 'at: {hours: [${1:18}, ${2:22}]}',
  value: 'map',
  keys: [
    {
      name: 'hours',
      doc: 'From the first hour, before the last: `[18, 22]`; `[22, 6]` wraps midnight.',
      snippet: 'hours: [${1:18}, ${2:22}]',
      value: 'range',
    },
    {
      name: 'weekdays',
      doc: 'Days of the week: `[sat, sun]`.',
      snippet: 'weekdays: [${1:sat}, ${2:sun}]',
      value: 'texts',
      values: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    },
    {
      name: 'monthdays',
      title: 'Days of the month',
      doc: 'Days of the month: `[1, 15]`.',
      snippet: 'monthdays: [${1:1}]',
      value: 'texts',
    },
  ],
};

export const WINDOW_KEYS: readonly KeyDoc[] = [
  {
    name: 'within',
    doc: 'In the last so long, or in a calendar period.\n\n`within: 30d` · `within: this_month`',
    snippet: 'within: ${1:30d}',
    value: 'past',
    values: PERIODS,
  },
  {
    name: 'between',
    doc: 'Between two local days (both included), two date-times (the second excluded), or two durations ago, the longer first.\n\n`between: [2026-01-01, 2026-01-31]` · `between: [60d, 30d]`',
    snippet: 'between: [${1:60d}, ${2:30d}]',
    value: 'range',
  },
  {
    name: 'before',
    doc: 'So long ago or earlier, or before a local day or date-time.\n\n`before: 30d` · `before: 2026-01-01`',
    snippet: 'before: ${1:30d}',
    value: 'ago-or-moment',
  },
  {
    name: 'after',
    doc: 'From a local day or date-time on.\n\n`after: 2026-01-01`',
    snippet: 'after: ${1:2026-01-01}',
    value: 'moment',
  },
];

/** Beside a channel's rule. */
export const BECAUSE_KEY: KeyDoc = {
  name: 'because',
  doc: 'The reason that is counted when this rule is the first to fail.\n\n`because: no device token`',
  snippet: 'because: ${1}',
  value: 'text',
};

export const IGNORE_CASE_KEY: KeyDoc = FILTER_KEYS.find(({ name }) => name === 'ignore_case')!;
