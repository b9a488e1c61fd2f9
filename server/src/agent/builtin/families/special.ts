/** Phrases with a shape of their own: every week for four weeks, mostly, 60% of, within 10 km of a point. */
import { SUBJECTS } from '../general.ts';
import type { Meaning } from '../marks.ts';
import { durationText, readDuration, unitOf } from './duration.ts';
import { type Family, mark, scan } from './family.ts';

const EVERY: Readonly<Record<string, string>> = {
  day: '1d',
  daily: '1d',
  week: '7d',
  weekly: '7d',
  month: '1mo',
  monthly: '1mo',
  fortnight: '14d',
};
const DAYS: Readonly<Record<string, number>> = { '1d': 1, '7d': 7, '14d': 14, '1mo': 30 };
const IN_DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, mo: 30, y: 365, fortnight: 14, quarter: 90 };

export const regularity: Family = {
  id: 'regularity',
  words: ['every', 'each', 'daily', 'weekly', 'monthly', 'single'],
  match(tokens, at) {
    const scanner = scan(tokens, at);
    scanner.take('at');
    if (scanner.take('least')) scanner.phrase('once', 'one time');
    let every: string | undefined;
    if (scanner.take('every', 'each')) {
      scanner.take('single');
      const unit = scanner.token?.lower ?? '';
      every = Object.hasOwn(EVERY, unit) ? EVERY[unit] : undefined;
      scanner.position++;
    } else {
      scanner.take('a', 'per');
      const unit = scanner.token?.lower ?? '';
      every = Object.hasOwn(EVERY, unit) ? EVERY[unit] : undefined;
      scanner.position++;
    }
    if (!every) return [];
    scanner.take('for', 'in', 'over', 'during', 'of');
    scanner.take('each');
    scanner.take('of');
    scanner.take('the', 'at');
    scanner.take('last', 'past', 'previous', 'least');
    const span = readDuration(tokens, scanner.position);
    if (!span || span.bare) return [];
    const periods = Math.round((span.amount * (IN_DAYS[span.unit] ?? 0)) / (DAYS[every] ?? 1));
    const exact =
      every === '1mo' && (span.unit === 'mo' || span.unit === 'y')
        ? span.amount * (span.unit === 'y' ? 12 : 1)
        : periods;
    if (exact < 1) return [];
    return [mark({ kind: 'regularly', every, periods: exact, gte: exact }, at, span.end)];
  },
  examples: [
    ['every week for the last four weeks', { kind: 'regularly', every: '7d', periods: 4, gte: 4 }],
    ['daily for the past 7 days', { kind: 'regularly', every: '1d', periods: 7, gte: 7 }],
    ['every month for the last 3 months', { kind: 'regularly', every: '1mo', periods: 3, gte: 3 }],
  ],
};

export const shares: Family = {
  id: 'shares',
  words: ['mostly', 'mainly', 'primarily', 'predominantly', 'majority', 'half'],
  match(tokens, at) {
    const scanner = scan(tokens, at);
    const most: Meaning = { kind: 'share', share: { gt: 0.5 } };
    if (scanner.take('mostly', 'mainly', 'primarily', 'predominantly', 'largely', 'chiefly'))
      return [mark(most, at, scanner.position)];
    if (
      scanner.phrase(
        'most of their',
        'most of the',
        'the majority of their',
        'the majority of',
        'a majority of',
        'more than half of their',
        'more than half of the',
        'over half of their',
        'more than half',
      )
    )
      return [mark(most, at, scanner.position)];
    if (
      scanner.phrase(
        'at least half of their',
        'at least half of the',
        'half or more of their',
        'half of their',
        'half of the',
      )
    )
      return [mark({ kind: 'share', share: { gte: 0.5 } }, at, scanner.position)];
    const bound =
      scanner.phrase('at least', 'no less than') || scanner.take('>=', '≥')
        ? 'gte'
        : scanner.phrase('more than', 'over', 'above') || scanner.take('>')
          ? 'gt'
          : scanner.phrase('less than', 'under', 'below', 'fewer than')
            ? 'lt'
            : scanner.phrase('at most', 'up to')
              ? 'lte'
              : undefined;
    const number = scanner.number();
    if (!number?.value) return [];
    const percent = number.percent || scanner.take('percent');
    const orMore = scanner.phrase('or more');
    if (!percent || !scanner.take('of')) return [];
    scanner.take('the', 'their', 'all', 'its');
    const share = Math.round(number.value * 1e4) / 1e6;
    return [
      mark(
        { kind: 'share', share: { [bound ?? (orMore || number.plus ? 'gte' : 'gte')]: share } },
        at,
        scanner.position,
      ),
    ];
  },
  examples: [
    ['mostly', { kind: 'share', share: { gt: 0.5 } }],
    ['60% of their', { kind: 'share', share: { gte: 0.6 } }],
    ['more than half of their', { kind: 'share', share: { gt: 0.5 } }],
  ],
};

/** “only bought Tea”, “Android only”: all of it. Before who it is about it says nothing. */
export const exclusives: Family = {
  id: 'exclusives',
  words: ['only', 'solely', 'exclusively'],
  match(tokens, at) {
    const scanner = scan(tokens, at);
    if (!scanner.take('only', 'solely', 'exclusively')) return [];
    scanner.take('the', 'those');
    if (scanner.token?.lemmas.some((form) => SUBJECTS.has(form)))
      return [mark({ kind: 'filler' }, at, at + 1, { bonus: -5 })];
    return [mark({ kind: 'share', share: { gte: 1 }, only: true }, at, at + 1, { bonus: -4 })];
  },
  examples: [
    ['only', { kind: 'share', share: { gte: 1 }, only: true }],
    ['only users', { kind: 'filler' }],
  ],
};

export const places: Family = {
  id: 'places',
  words: ['within', 'near', 'around', 'radius', 'kilometers', 'kilometres', 'miles', 'meters', 'metres'],
  match(tokens, at) {
    const scanner = scan(tokens, at);
    if (!scanner.take('within', 'in')) return [];
    scanner.phrase('a radius of', 'a');
    const number = scanner.number();
    if (!number?.value) return [];
    scanner.phrase('-');
    const word = scanner.token?.lower ?? '';
    const unit = /^(km|kms|kilomet(er|re)s?)$/.test(word)
      ? 'km'
      : /^(mi|miles?)$/.test(word)
        ? 'mi'
        : /^(m|met(er|re)s?)$/.test(word)
          ? 'm'
          : undefined;
    if (!unit) return [];
    scanner.position++;
    scanner.take('radius');
    if (!scanner.take('of', 'around', 'from')) return [];
    scanner.take('(');
    scanner.take('lat', 'latitude');
    const lat = scanner.number();
    scanner.take(',');
    scanner.take('lon', 'lng', 'longitude');
    const lon = scanner.number();
    if (lat?.value === undefined || lon?.value === undefined || Math.abs(lat.value) > 90 || Math.abs(lon.value) > 180)
      return [];
    scanner.take(')');
    return [
      mark(
        { kind: 'near', near: { lat: lat.value, lon: lon.value, radius: `${number.value}${unit}` } },
        at,
        scanner.position,
      ),
    ];
  },
  examples: [
    ['within 10 km of 19.0760, 72.8777', { kind: 'near', near: { lat: 19.076, lon: 72.8777, radius: '10km' } }],
  ],
};

/** “on 5 different days”, “on at least 10 days”: days of doing, not a span of time. */
export const dayCounts: Family = {
  id: 'day-counts',
  words: ['days'],
  match(tokens, at) {
    const scanner = scan(tokens, at);
    const on = scanner.take('on', 'across');
    const bound = scanner.phrase('at least', 'no less than')
      ? 'gte'
      : scanner.phrase('more than', 'over')
        ? 'gt'
        : scanner.phrase('fewer than', 'less than', 'under')
          ? 'lt'
          : scanner.phrase('at most', 'no more than', 'up to')
            ? 'lte'
            : scanner.phrase('exactly', 'only')
              ? 'is'
              : undefined;
    const number = scanner.number();
    if (!number?.value || !Number.isInteger(number.value)) return [];
    const orMore = scanner.phrase('or more');
    const distinct = scanner.take('different', 'distinct', 'separate', 'unique', 'individual', 'calendar');
    const orMoreDays = unitOf(scanner.token) === 'd' && scanner.position++ >= 0 && scanner.phrase('or more');
    if (unitOf(tokens[scanner.position - (orMoreDays ? 3 : 1)]) !== 'd' || (!on && !distinct)) return [];
    void durationText;
    const final = bound ?? (orMore || orMoreDays || number.plus ? 'gte' : 'is');
    return [
      mark({ kind: 'compare', bound: final, values: [number.value], unit: 'days' }, at, scanner.position, { bonus: 1 }),
    ];
  },
  examples: [
    ['on at least ten different days', { kind: 'compare', bound: 'gte', values: [10], unit: 'days' }],
    ['on 5 or more days', { kind: 'compare', bound: 'gte', values: [5], unit: 'days' }],
  ],
};
