/** Comparisons with numbers: “at least 3”, “over $500”, “5+”, “between 5 and 10”, “two or fewer”, “exactly once”. */

import type { Bound, Meaning } from '../marks.ts';
import type { Token } from '../tokens.ts';
import { unitOf } from './duration.ts';
import { type Family, mark, scan } from './family.ts';

const BEFORE: readonly (readonly [Bound, string])[] = [
  [
    'gte',
    'at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|minimum|min|>=|=>|≥|from at least',
  ],
  [
    'lte',
    'at most|no more than|not more than|no greater than|not over|not above|up to|a maximum of|maximum of|maximum|max|<=|≤|no higher than',
  ],
  [
    'gt',
    'more than|greater than|over|above|exceeding|exceeds|exceed|exceeded|beyond|higher than|larger than|bigger than|longer than|older than|in excess of|upwards of|north of|better than|>',
  ],
  ['lt', 'less than|fewer than|under|below|lower than|smaller than|younger than|shorter than|worse than|<'],
  ['is', 'exactly|precisely|equal to|equals|=|only|just'],
];
const AFTER: readonly (readonly [Bound, string])[] = [
  [
    'gte',
    'or more|and more|or above|and above|or over|and over|or higher|and higher|or greater|or older|and older|or later|or newer|and up|and upwards|or better|or longer|plus|at least|at a minimum',
  ],
  [
    'lte',
    'or less|and less|or fewer|and fewer|or below|and below|or under|and under|or lower|and lower|or younger|and younger|or earlier|or older version|or worse|at most|at the most',
  ],
];
const flat = (table: typeof BEFORE): readonly (readonly [Bound, string])[] =>
  table
    .flatMap(([bound, phrases]) => phrases.split('|').map((phrase) => [bound, phrase] as const))
    .sort((a, b) => b[1].split(' ').length - a[1].split(' ').length);
const PREFIXES = flat(BEFORE);
const SUFFIXES = flat(AFTER);

const TIMES = new Set(['times', 'time', 'x', 'occasions', 'occasion']);
const COUNTED: Readonly<Record<string, number>> = { once: 1, twice: 2, thrice: 3 };
const UNITS: Readonly<Record<string, 'money' | 'percent' | 'years' | 'hours' | 'minutes' | 'seconds'>> = {
  dollars: 'money',
  dollar: 'money',
  usd: 'money',
  euros: 'money',
  euro: 'money',
  eur: 'money',
  pounds: 'money',
  gbp: 'money',
  rupees: 'money',
  inr: 'money',
  percent: 'percent',
  years: 'years',
  hours: 'hours',
  hour: 'hours',
  hrs: 'hours',
  minutes: 'minutes',
  minute: 'minutes',
  mins: 'minutes',
  seconds: 'seconds',
};

type Compare = Extract<Meaning, { kind: 'compare' }>;
type Matches = ReturnType<Family['match']>;
type Tokens = Parameters<Family['match']>[0];

export const comparison: Family = {
  id: 'comparison',
  words: [...new Set([...PREFIXES, ...SUFFIXES].flatMap(([, phrase]) => phrase.split(' ')))].concat(
    Object.keys(COUNTED),
    [...TIMES],
    Object.keys(UNITS),
    'between',
  ),
  match(tokens, at) {
    const between = range(tokens, at);
    return [...between, ...listed(tokens, at), ...bounded(tokens, at), ...dangling(tokens, at)];
  },
  examples: [
    ['at least 3', compare('gte', [3])],
    ['more than twice', compare('gt', [2], 'times')],
    ['over $500', compare('gt', [500], 'money')],
    ['>1', compare('gt', [1])],
    ['5+', compare('gte', [5])],
    ['six or more', compare('gte', [6])],
    ['exactly once', compare('is', [1], 'times')],
    ['1k', { ...compare('is', [1000]), plain: true }],
    ['25–45', compare('between', [25, 45])],
    ['between $50 and $300', compare('between', [50, 300], 'money')],
    ['18 to 25', compare('between', [18, 25])],
    ['less than 3 times', compare('lt', [3], 'times')],
    ['2 or 3 times', compare('in', [2, 3], 'times')],
    ['1, 2 or 5', compare('in', [1, 2, 5])],
    ['2 hours or less', compare('lte', [2], 'hours')],
  ],
};

function compare(bound: Bound, values: readonly number[], unit?: Compare['unit']): Compare {
  return { kind: 'compare', bound, values, ...(unit ? { unit } : {}) };
}

interface Amount {
  readonly value: number;
  readonly unit?: Compare['unit'];
  readonly version?: string;
  readonly plus: boolean;
  readonly end: number;
}

function amount(tokens: Tokens, at: number): Amount | undefined {
  const token: Token | undefined = tokens[at];
  if (!token) return undefined;
  if (token.kind === 'word' && Object.hasOwn(COUNTED, token.lower))
    return { value: COUNTED[token.lower]!, unit: 'times', plus: false, end: at + 1 };
  if (token.kind !== 'number' || token.value === undefined) return undefined;
  const dotted = /^\d+(\.\d+)+/.test(token.text) ? { version: token.text } : {};
  if (Number.isNaN(token.value)) return { value: Number.NaN, plus: false, end: at + 1, ...dotted };
  const plus = { plus: token.plus ?? false };
  if (token.money) return { value: token.value, unit: 'money', end: at + 1, ...plus };
  if (token.percent) return { value: token.value, unit: 'percent', end: at + 1, ...plus };
  const next = tokens[at + 1];
  const word = next?.kind === 'word' ? next.lower : '';
  if (TIMES.has(word)) return { value: token.value, unit: 'times', end: at + 2, ...plus };
  if (
    (word === 'different' || word === 'separate' || word === 'distinct' || word === 'unique') &&
    /^days?$/.test(tokens[at + 2]?.lower ?? '')
  )
    return { value: token.value, unit: 'days', end: at + 3, ...plus };
  const unit = Object.hasOwn(UNITS, word) ? UNITS[word] : undefined;
  if (unit) {
    const old = unit === 'years' && /^(old|olds|age)$/.test(tokens[at + 2]?.lower ?? '');
    return { value: token.value, unit, end: at + (old ? 3 : 2), ...plus };
  }
  return { value: token.value, end: at + 1, ...dotted, ...plus };
}

function bounded(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  const prefix = PREFIXES.find(([, phrase]) => scanner.phrase(phrase));
  if (prefix)
    while (scanner.take('a', 'an', 'total', 'of', 'about', 'the', 'than') && !tokens[scanner.position]?.hyphen);
  const read = amount(tokens, scanner.position);
  if (!read) return [];
  if (read.unit === 'times' && prefix?.[1] === 'over' && read.value === 1) return [];
  const make = (bound: Bound, end: number, plain = false, used?: readonly number[]): Matches => {
    const meaning: Compare = {
      ...compare(bound, [read.value], read.unit),
      ...(read.version ? { version: read.version } : {}),
      ...(plain ? { plain } : {}),
    };
    return [mark(meaning, at, end, used ? { tokens: used } : {})];
  };
  if (prefix) return make(prefix[0], read.end);
  if (read.plus) return make('gte', read.end);
  const after = scan(tokens, read.end);
  const suffix = SUFFIXES.find(([, phrase]) => after.phrase(phrase));
  if (suffix && !(suffix[1].startsWith('and') && /^(than)$/.test(after.token?.lower ?? ''))) {
    const times = TIMES.has(after.token?.lower ?? '') && !read.unit;
    if (times) return [mark(compare(suffix[0], [read.value], 'times'), at, after.position + 1)];
    return make(suffix[0], after.position);
  }
  // “2 stars or less”: the word between says of what.
  const apart = tokens[read.end]?.kind === 'word' ? scan(tokens, read.end + 1) : undefined;
  const far = apart && SUFFIXES.find(([, phrase]) => apart.phrase(phrase));
  if (far && apart)
    return make(
      far[0],
      apart.position,
      false,
      [...Array(read.end - at).keys()]
        .map((i) => at + i)
        .concat([...Array(apart.position - read.end - 1).keys()].map((i) => read.end + 1 + i)),
    );
  return make('is', read.end, true);
}

function range(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  const between = scanner.take('between', 'from');
  const low = amount(tokens, scanner.position);
  if (!low || low.unit === 'times') return [];
  const link = scan(tokens, low.end);
  if (!(link.take('to', '–', '-', 'through') || (between && link.take('and', '—')))) return [];
  const high = amount(tokens, link.position);
  if (!high || high.value < low.value || Number.isNaN(low.value)) return [];
  const unit = high.unit ?? low.unit;
  return [mark(compare('between', [low.value, high.value], unit), at, high.end)];
}

/** “1 or 2”, “2, 3 or 5 times”: one of these. */
function listed(tokens: Tokens, at: number): Matches {
  const values: number[] = [];
  let position = at;
  for (;;) {
    const read = amount(tokens, position);
    if (!read || Number.isNaN(read.value) || read.plus) return [];
    values.push(read.value);
    const link = scan(tokens, read.end);
    const comma = link.take(',');
    const last = link.take('or');
    if (last) {
      const end = amount(tokens, link.position);
      if (!end || Number.isNaN(end.value) || end.plus || isOpen(tokens, end.end)) return [];
      if (read.unit && read.unit !== end.unit) return [];
      return [mark(compare('in', [...values, end.value], end.unit), at, end.end)];
    }
    if (!comma || read.unit) return [];
    position = link.position;
  }
}

/** “1 or 2 or more”, “in 1 or 2 days”: no list of what is compared. */
function isOpen(tokens: Tokens, at: number): boolean {
  const scanner = scan(tokens, at);
  return unitOf(scanner.token) !== undefined || SUFFIXES.some(([, phrase]) => scanner.phrase(phrase));
}

/** “at least Gold”, “Silver or above”: the comparison of a value that is no number. */
function dangling(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  const prefix = PREFIXES.find(([bound, phrase]) => bound !== 'is' && /\w/.test(phrase) && scanner.phrase(phrase));
  if (prefix) return [mark({ kind: 'bound', bound: prefix[0] }, at, scanner.position, { bonus: -2 })];
  const suffix = SUFFIXES.find(([, phrase]) => scanner.phrase(phrase));
  return suffix ? [mark({ kind: 'bound', bound: suffix[0] }, at, scanner.position, { bonus: -2 })] : [];
}
