/** Calendar windows: “this month”, “yesterday”, “since January”, “between 1 May and 31 May”, “in Q1”, “before 2026-03-01”. */
import { Temporal } from 'temporal-polyfill';
import { MONTHS, readDate } from './dates.ts';
import { type Family, type FamilyContext, mark, scan } from './family.ts';

type Matches = ReturnType<Family['match']>;
type Tokens = Parameters<Family['match']>[0];

const SEASONAL = ['week', 'month', 'quarter', 'year'];

export const calendar: Family = {
  id: 'calendar',
  words: [
    'today',
    'yesterday',
    'this',
    'last',
    'current',
    'since',
    'before',
    'after',
    'until',
    'between',
    'during',
    ...SEASONAL,
    ...MONTHS,
  ],
  match: (tokens, at, context) => [
    ...periods(tokens, at),
    ...dated(tokens, at, context),
    ...between(tokens, at, context),
  ],
  examples: [
    ['this month', { kind: 'window', window: { within: 'this_month' } }],
    ['last quarter', { kind: 'window', window: { within: 'last_quarter' } }],
    ['yesterday', { kind: 'window', window: { within: 'yesterday' } }],
    ['since 1 March 2026', { kind: 'window', window: { after: '2026-03-01' } }],
    ['since the start of the year', { kind: 'window', window: { after: '2026-01-01' } }],
    ['before 2026-03-01', { kind: 'window', window: { before: '2026-03-01' } }],
    ['between 1 May 2026 and 31 May 2026', { kind: 'window', window: { between: ['2026-05-01', '2026-05-31'] } }],
    ['in Q1 2025', { kind: 'window', window: { between: ['2025-01-01', '2025-03-31'] } }],
  ],
};

function periods(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  const preposition = scanner.take('in', 'during', 'within', 'from', 'for', 'of', 'over');
  if (scanner.take('today', 'yesterday')) {
    const day = tokens[scanner.position - 1]!.lower;
    return [mark({ kind: 'window', window: { within: day } }, at, scanner.position)];
  }
  if (scanner.phrase('month to date', 'so far this month'))
    return [mark({ kind: 'window', window: { within: 'this_month' } }, at, scanner.position)];
  if (scanner.phrase('year to date', 'ytd', 'so far this year'))
    return [mark({ kind: 'window', window: { within: 'this_year' } }, at, scanner.position)];
  const the = scanner.take('the');
  const which = scanner.take('this')
    ? 'this'
    : scanner.take('current')
      ? 'this'
      : scanner.take('last', 'previous')
        ? 'last'
        : undefined;
  if (!which) return [];
  const word = tokens[scanner.position - 1]!.lower;
  if (the && word === 'last') return [];
  scanner.take('calendar');
  const unit = scanner.token?.lower ?? '';
  void preposition;
  return SEASONAL.includes(unit)
    ? [mark({ kind: 'window', window: { within: `${which}_${unit}` } }, at, scanner.position + 1)]
    : [];
}

function latest(read: { guessedYear: boolean; first: string; last: string; grain: string }): string | undefined {
  return read.guessedYear
    ? `the latest one that has begun is meant: ${read.first === read.last ? read.first : `${read.first} to ${read.last}`}`
    : undefined;
}

function nextDay(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

function startOfPeriod(
  tokens: Tokens,
  at: number,
  { today }: FamilyContext,
): { first: string; end: number } | undefined {
  const scanner = scan(tokens, at);
  if (scanner.take('yesterday')) return { first: today.subtract({ days: 1 }).toString(), end: scanner.position };
  if (scanner.take('today')) return { first: today.toString(), end: scanner.position };
  const which = scanner.take('last') ? 1 : scanner.take('this') ? 0 : undefined;
  if (which === undefined) return undefined;
  if (scanner.take('week'))
    return { first: today.subtract({ days: today.dayOfWeek - 1 + 7 * which }).toString(), end: scanner.position };
  if (scanner.take('month'))
    return { first: today.with({ day: 1 }).subtract({ months: which }).toString(), end: scanner.position };
  if (scanner.take('year')) return { first: `${today.year - which}-01-01`, end: scanner.position };
  return undefined;
}

function dated(tokens: Tokens, at: number, context: FamilyContext): Matches {
  const scanner = scan(tokens, at);
  const since = scanner.take('since', 'starting', 'from') ? tokens[at]!.lower : undefined;
  if (since === 'starting') scanner.take('from', 'on', 'in');
  const after = !since && scanner.take('after');
  const before = !since && !after && (scanner.phrase('prior to', 'earlier than') || scanner.take('before'));
  const until =
    !since &&
    !after &&
    !before &&
    (scanner.phrase('up to', 'up until') || scanner.take('until', 'till', 'through', 'by'));
  const on = !since && !after && !before && !until && scanner.take('in', 'on', 'during', 'of', 'throughout');
  const period = since || before ? startOfPeriod(tokens, scanner.position, context) : undefined;
  if (period)
    return [
      mark({ kind: 'window', window: since ? { after: period.first } : { before: period.first } }, at, period.end),
    ];
  const read = readDate(tokens, scanner.position, context);
  if (!read) return [];
  const note = latest(read);
  const extra = note ? { assumption: note } : {};
  const make = (window: Readonly<Record<string, unknown>>, end = read.end): Matches => [
    mark({ kind: 'window', window }, at, end, extra),
  ];
  if (since === 'from') {
    const onwards = scan(tokens, read.end);
    if (onwards.take('onwards', 'onward', 'on') || onwards.phrase('and later'))
      return make({ after: read.first }, onwards.position);
    return read.grain === 'day' || read.grain === 'instant' ? [] : make({ between: [read.first, read.last] });
  }
  if (since) return make({ after: read.first });
  if (before) return make({ before: read.first });
  if (after) return make({ after: read.grain === 'day' || read.grain === 'instant' ? read.first : nextDay(read.last) });
  if (until) return read.grain === 'instant' ? make({ before: read.first }) : make({ before: nextDay(read.last) });
  if (on) return read.grain === 'instant' ? [] : make({ between: [read.first, read.last] });
  return read.grain === 'quarter' && read.end > at ? make({ between: [read.first, read.last] }) : [];
}

function between(tokens: Tokens, at: number, context: FamilyContext): Matches {
  const scanner = scan(tokens, at);
  if (!scanner.take('between', 'from')) return [];
  let from = readDate(tokens, scanner.position, context);
  // “between 1 and 31 May”
  if (!from || (from.grain === 'year' && tokens[scanner.position]?.text.length !== 4)) from = undefined;
  const short = tokens[scanner.position];
  const link = scan(tokens, from ? from.end : scanner.position + 1);
  if (!link.take('and', 'to', 'until', 'through', '–', '-')) return [];
  const to = readDate(tokens, link.position, context);
  if (!to) return [];
  if (!from && short?.kind === 'number' && to.grain === 'day' && short.value && short.value <= 31) {
    const first = `${to.first.slice(0, 8)}${String(short.value).padStart(2, '0')}`;
    return [mark({ kind: 'window', window: { between: [first, to.last] } }, at, to.end)];
  }
  if (!from) return [];
  // The year said once counts for both ends.
  const first = from.guessedYear && !to.guessedYear ? `${to.first.slice(0, 4)}${from.first.slice(4)}` : from.first;
  const last = to.grain === 'instant' ? to.first : to.last;
  if (first > last) return [];
  const note = latest(to);
  return [
    mark(
      { kind: 'window', window: { between: [first, last] } },
      at,
      to.end,
      note && from.guessedYear ? { assumption: note } : {},
    ),
  ];
}
