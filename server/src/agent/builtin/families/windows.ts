/** Windows counted back from as_of: “in the last 30 days”, “more than 90 days ago”, “in the next week”. */

import type { Meaning } from '../marks.ts';
import { readDuration, UNIT_WORDS } from './duration.ts';
import { type Family, type FamilyContext, mark, scan } from './family.ts';

const IN = ['in', 'within', 'over', 'during', 'for', 'from', 'of'] as const;

export const windows: Family = {
  id: 'windows',
  words: [
    'last',
    'past',
    'within',
    'previous',
    'recent',
    'next',
    'coming',
    'following',
    'over',
    'during',
    'more',
    'than',
    'less',
    'longer',
    'ago',
    'between',
    'least',
    ...UNIT_WORDS,
  ],
  match(tokens, at, context) {
    return [
      ...rolling(tokens, at),
      ...ago(tokens, at),
      ...dayAgo(tokens, at, context),
      ...betweenAgo(tokens, at),
      ...upcoming(tokens, at),
      ...negatedSpan(tokens, at),
      ...bareWithin(tokens, at),
    ];
  },
  examples: [
    ['in the last 30 days', { kind: 'window', window: { within: '30d' } }],
    ['past 3 months', { kind: 'window', window: { within: '3mo' } }],
    ['in the last week', { kind: 'window', window: { within: '7d' } }],
    ['over the past fortnight', { kind: 'window', window: { within: '14d' } }],
    ['more than 90 days ago', { kind: 'window', window: { before: '90d' } }],
    ['since 30 days ago', { kind: 'window', window: { within: '30d' } }],
    ['30 days ago', { kind: 'window', window: { between: ['2026-05-31', '2026-05-31'] } }],
    ['two months ago', vagueAgo('two months ago')],
    ['over a year ago', { kind: 'window', window: { before: '1y' } }],
    ['less than 2 weeks ago', { kind: 'window', window: { within: '2w' } }],
    ['between 60 and 90 days ago', { kind: 'window', window: { between: ['90d', '60d'] } }],
    ['in the next 7 days', { kind: 'window', window: { within_next: '7d' } }],
    ['in over a year', { kind: 'window', window: { within: '1y' }, forNegation: true }],
    ['for 60 days', { kind: 'window', window: { within: '60d' }, forNegation: true }],
    ['within 24 hours', { kind: 'window', window: { within: '24h' }, bare: '24h' }],
    ['in 90 days', { kind: 'window', window: { within: '90d' }, forNegation: true }],
  ],
};

type Matches = ReturnType<Family['match']>;
type Tokens = Parameters<Family['match']>[0];

/** One week is 7d, the language's usual way to write it; a calendar month stays a month. */
function weekAsDays(text: string, amount: number, bare: boolean): string {
  return text === '1w' && (bare || amount === 1) ? '7d' : text;
}

function rolling(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  const preposition = scanner.take(...IN);
  if (preposition) scanner.take('about', 'around', 'roughly');
  const the = scanner.take('the', 'their', 'these', 'our');
  const last = scanner.take('last');
  const past = !last && scanner.take('past', 'previous', 'preceding', 'trailing', 'recent');
  if (!last && !past) return [];
  const word = tokens[scanner.position - 1]!.lower;
  const duration = readDuration(tokens, scanner.position);
  if (!duration) return [];
  // “last month” is a calendar month, “in the last month” and “the past month” are not.
  if (duration.bare && ((last && !the) || word === 'previous' || word === 'preceding')) return [];
  if (duration.bare && word === 'recent') return [];
  return [
    mark(
      { kind: 'window', window: { within: weekAsDays(duration.text, duration.amount, duration.bare) } },
      at,
      duration.end,
    ),
  ];
}

function ago(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  const more =
    scanner.phrase('more than', 'over', 'longer than', 'greater than', 'at least', 'older than') ||
    scanner.take('>', '>=', '≥');
  const less =
    !more &&
    (scanner.phrase('less than', 'fewer than', 'under', 'at most', 'up to', 'within', 'no more than', 'since') ||
      scanner.take('<', '<=', '≤'));
  const duration = readDuration(tokens, scanner.position);
  if (!duration) return [];
  const after = scan(tokens, duration.end);
  const orMore = after.phrase('or more', 'or longer');
  const orLess = !orMore && after.phrase('or less', 'or fewer');
  if (!after.take('ago', 'back', 'earlier')) return [];
  if (more || orMore || duration.plus)
    return [mark({ kind: 'window', window: { before: duration.text } }, at, after.position)];
  if (less || orLess) return [mark({ kind: 'window', window: { within: duration.text } }, at, after.position)];
  return [];
}

/** “30 days ago” is that local day; how near to “two months ago” is meant, nobody can tell. */
function dayAgo(tokens: Tokens, at: number, { today }: FamilyContext): Matches {
  const duration = readDuration(tokens, at);
  if (!duration || duration.bare || duration.plus) return [];
  const scanner = scan(tokens, duration.end);
  if (
    !scanner.take('ago', 'back', 'earlier') ||
    scan(tokens, scanner.position).phrase('or more', 'or longer', 'or less')
  )
    return [];
  if (duration.unit === 'd' && duration.amount < 40_000) {
    const day = today.subtract({ days: duration.amount }).toString();
    const assumption = `the whole day is meant: ${day}`;
    return [mark({ kind: 'window', window: { between: [day, day] } }, at, scanner.position, { assumption })];
  }
  const about = tokens
    .slice(at, scanner.position)
    .map(({ text }) => text)
    .join(' ');
  return [mark(vagueAgo(about), at, scanner.position)];
}

function vagueAgo(about: string): Meaning {
  return { kind: 'vague', about, question: `From when to when is “${about}”?`, sort: 'recent' };
}

function betweenAgo(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  scanner.take('between', 'from');
  const first = readDuration(tokens, scanner.position);
  const number = scanner.number();
  const low = first?.end && tokens[first.end]?.lower === 'and' ? first : undefined;
  const next = scan(tokens, low ? low.end : scanner.position);
  if (!next.take('and', 'to', '–', '-')) return [];
  const high = readDuration(tokens, next.position);
  if (!high || high.bare) return [];
  const end = scan(tokens, high.end);
  if (!end.take('ago', 'back')) return [];
  const near = low?.text ?? (number?.value !== undefined ? high.text.replace(/^\d+/, String(number.value)) : undefined);
  return near ? [mark({ kind: 'window', window: { between: [high.text, near] } }, at, end.position)] : [];
}

function upcoming(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  scanner.take('in', 'within', 'over', 'during');
  scanner.take('the');
  if (!scanner.take('next', 'coming', 'upcoming', 'following')) return [];
  const duration = readDuration(tokens, scanner.position);
  if (!duration) return [];
  return [
    mark(
      { kind: 'window', window: { within_next: weekAsDays(duration.text, duration.amount, duration.bare) } },
      at,
      duration.end,
    ),
  ];
}

/** “haven’t bought in 90 days”, “for more than 6 months”: a span only a negation makes a window of. */
function negatedSpan(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  if (!scanner.take('in', 'for')) return [];
  scanner.take('the');
  const inexact = scanner.phrase('more than', 'over', 'at least', 'longer than', 'almost', 'about', 'at all in');
  const duration = readDuration(tokens, scanner.position);
  if (!duration || duration.bare) return [];
  let end = duration.end;
  if (scan(tokens, end).phrase('or more', 'or longer', 'at least')) end += 2;
  void inexact;
  return [
    mark(
      { kind: 'window', window: { within: weekAsDays(duration.text, duration.amount, false) }, forNegation: true },
      at,
      end,
    ),
  ];
}

/** “within 24 hours”: of the step before when there is one, else of as_of. */
function bareWithin(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  if (!scanner.take('within') && !scanner.phrase('in less than', 'in under')) return [];
  const duration = readDuration(tokens, scanner.position);
  if (!duration || duration.bare || tokens[duration.end]?.lower === 'ago') return [];
  return [mark({ kind: 'window', window: { within: duration.text }, bare: duration.text }, at, duration.end)];
}
