/** The keys of `did`, documented. */
import { AT_KEY, type KeyDoc, WHERE_KEY, WINDOW_KEYS } from './keys.ts';

const OF: KeyDoc = {
  name: 'of',
  doc: 'The property of the events.',
  snippet: 'of: ${1}',
  value: 'event-property',
  required: true,
};

function overProperty(name: 'sum' | 'avg' | 'min' | 'max', what: string): KeyDoc {
  return {
    name,
    title: what.replace(/^The (.)/, (_, first: string) => first.toUpperCase()),
    doc: `${what} of a number property over the qualifying events that have it; does not hold when none has it.\n\n\`${name}: {of: amount, gte: 100}\``,
    snippet: `${name}: {of: \${1}, gte: \${2:100}}`,
    value: 'map',
    keys: [OF],
    operators: 'number',
  };
}

export const didKeys: readonly KeyDoc[] = [
  {
    name: 'did',
    doc: 'The event, or a list of events that count together.\n\n`did: Charged` · `did: [Charged, Renewed]`',
    snippet: 'did: ${1}',
    value: 'events',
    required: true,
  },
  WHERE_KEY,
  ...WINDOW_KEYS,
  AT_KEY,
  {
    name: 'occurrence',
    title: 'Only the',
    doc: 'Look only at the user’s first (last) event passing `where`; window and `at` then apply to it.\n\n`occurrence: first` with `within: 30d`: the first purchase was in the last 30 days.',
    snippet: 'occurrence: ${1|first,last|}',
    value: 'choice',
    values: ['first', 'last'],
  },
  {
    name: 'having',
    title: 'And that one has',
    doc: 'With `occurrence`: filters that this one event must pass as well. “The last plan chosen was Pro.”',
    snippet: 'having:\n  - property: ${1}',
    value: 'filters',
    keys: WHERE_KEY.keys ?? [],
    operators: 'property',
  },
  {
    name: 'count',
    title: 'How often',
    doc: 'How many qualifying events. `did` always means at least one, so `{lte: 3}` is 1 to 3.\n\n`count: {gte: 3}`',
    snippet: 'count: {gte: ${1:3}}',
    value: 'map',
    operators: 'number',
  },
  {
    name: 'days',
    title: 'On how many days',
    doc: 'On how many distinct local days.\n\n`days: {gte: 3}`',
    snippet: 'days: {gte: ${1:3}}',
    value: 'map',
    operators: 'number',
  },
  overProperty('sum', 'The sum'),
  overProperty('avg', 'The average'),
  overProperty('min', 'The lowest value'),
  overProperty('max', 'The highest value'),
  {
    name: 'distinct',
    title: 'Different values',
    doc: 'How many different values of a property.\n\n`distinct: {of: category, gte: 3}`',
    snippet: 'distinct: {of: ${1}, gte: ${2:3}}',
    value: 'map',
    keys: [OF],
    operators: 'number',
  },
  {
    name: 'regularly',
    doc: 'Cut the time up to now into stretches; in how many of them there is a qualifying event. Takes no window.\n\n`regularly: {every: 7d, periods: 4, gte: 3}`: in at least 3 of the last 4 weeks.',
    snippet: 'regularly: {every: ${1:7d}, periods: ${2:4}, gte: ${3:3}}',
    value: 'map',
    keys: [
      { name: 'every', doc: 'How long a stretch is.', snippet: 'every: ${1:7d}', value: 'duration', required: true },
      {
        name: 'periods',
        title: 'Number of periods',
        doc: 'How many stretches.',
        snippet: 'periods: ${1:4}',
        value: 'number',
        required: true,
      },
    ],
    operators: 'number',
  },
  {
    name: 'share',
    title: 'Share of all',
    doc: 'Qualifying events ÷ events of that name in the window and `at`, `where` left aside. Needs `where`.\n\n`share: {gte: 0.5}`',
    snippet: 'share: {gte: ${1:0.5}}',
    value: 'map',
    operators: 'number',
  },
];
