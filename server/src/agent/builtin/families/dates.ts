/** Absolute dates: “2026-01-01”, “1 May 2026”, “May 1st”, “January”, “Q1 2026”, “2025”, and the days they cover. */
import { Temporal } from 'temporal-polyfill';
import type { Token } from '../tokens.ts';
import type { FamilyContext } from './family.ts';
import { scan } from './family.ts';

export const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const SHORT = MONTHS.map((month) => month.slice(0, 3));

export interface ReadDate {
  /** First and last day covered, both included. */
  readonly first: string;
  readonly last: string;
  readonly end: number;
  readonly grain: 'day' | 'month' | 'quarter' | 'year' | 'instant';
  /** The year was not said; the latest that has begun was taken. */
  readonly guessedYear: boolean;
}

function monthOf(token: Token | undefined): number {
  if (token?.kind !== 'word') return 0;
  const name = token.lower.replace(/\.$/, '');
  const full = MONTHS.indexOf(name);
  if (full >= 0) return name === 'may' && token.text === 'may' ? 5 : full + 1;
  const short = name === 'sept' ? 8 : SHORT.indexOf(name);
  return short >= 0 ? short + 1 : 0;
}

function yearOf(token: Token | undefined): number | undefined {
  return token?.kind === 'number' && /^(19|20)\d\d$/.test(token.text) ? token.value : undefined;
}

function dayOf(tokens: readonly Token[], at: number): { day: number; end: number } | undefined {
  const token = tokens[at];
  if (
    token?.kind !== 'number' ||
    !token.value ||
    !Number.isInteger(token.value) ||
    token.value > 31 ||
    token.money ||
    token.plus
  )
    return undefined;
  const ordinal = /^(st|nd|rd|th)$/.test(tokens[at + 1]?.lower ?? '') && tokens[at + 1]?.start === token.end;
  return { day: token.value, end: at + (ordinal ? 2 : 1) };
}

function range(first: Temporal.PlainDate, days: Temporal.DurationLike): { first: string; last: string } {
  return { first: first.toString(), last: first.add(days).subtract({ days: 1 }).toString() };
}

/** A date or period that begins at token `at`, in the latest year that makes it begin by today where none is said. */
export function readDate(tokens: readonly Token[], at: number, { today }: FamilyContext): ReadDate | undefined {
  const scanner = scan(tokens, at);
  scanner.take('the');
  const token = scanner.token;
  if (!token) return undefined;
  if (token.kind === 'date') {
    if (token.text.includes('T'))
      return { first: token.text, last: token.text, end: scanner.position + 1, grain: 'instant', guessedYear: false };
    try {
      const day = Temporal.PlainDate.from(token.text).toString();
      return { first: day, last: day, end: scanner.position + 1, grain: 'day', guessedYear: false };
    } catch {
      return undefined;
    }
  }
  if (
    scanner.phrase(
      'start of the year',
      'beginning of the year',
      'start of this year',
      'beginning of this year',
      'new year',
    )
  )
    return {
      ...range(Temporal.PlainDate.from({ year: today.year, month: 1, day: 1 }), { years: 1 }),
      end: scanner.position,
      grain: 'year',
      guessedYear: false,
    };
  if (scanner.phrase('start of the month', 'beginning of the month', 'start of this month', 'beginning of this month'))
    return {
      ...range(today.with({ day: 1 }), { months: 1 }),
      end: scanner.position,
      grain: 'month',
      guessedYear: false,
    };
  if (scanner.phrase('start of the week', 'beginning of the week'))
    return {
      ...range(today.subtract({ days: today.dayOfWeek - 1 }), { weeks: 1 }),
      end: scanner.position,
      grain: 'day',
      guessedYear: false,
    };
  if (scanner.phrase('start of the quarter', 'beginning of the quarter'))
    return {
      ...range(today.with({ day: 1, month: Math.floor((today.month - 1) / 3) * 3 + 1 }), { months: 3 }),
      end: scanner.position,
      grain: 'quarter',
      guessedYear: false,
    };
  return (
    readQuarter(tokens, scanner.position, today) ??
    readMonth(tokens, scanner.position, today) ??
    readYear(tokens, scanner.position)
  );
}

function readYear(tokens: readonly Token[], at: number): ReadDate | undefined {
  const year = yearOf(tokens[at]);
  return year
    ? { first: `${year}-01-01`, last: `${year}-12-31`, end: at + 1, grain: 'year', guessedYear: false }
    : undefined;
}

function readQuarter(tokens: readonly Token[], at: number, today: Temporal.PlainDate): ReadDate | undefined {
  const short = /^q([1-4])$/.exec(tokens[at]?.lower ?? '');
  const named = ['first', 'second', 'third', 'fourth'].indexOf(tokens[at]?.lower ?? '') + 1;
  const quarter = short ? Number(short[1]) : tokens[at + 1]?.lower === 'quarter' ? named : 0;
  if (!quarter) return undefined;
  let end = at + (short ? 1 : 2);
  if (tokens[end]?.lower === 'of') end++;
  const said = yearOf(tokens[end]);
  const month = quarter * 3 - 2;
  const year = said ?? (month <= today.month ? today.year : today.year - 1);
  return {
    ...range(Temporal.PlainDate.from({ year, month, day: 1 }), { months: 3 }),
    end: said ? end + 1 : at + (short ? 1 : 2),
    grain: 'quarter',
    guessedYear: !said,
  };
}

function readMonth(tokens: readonly Token[], at: number, today: Temporal.PlainDate): ReadDate | undefined {
  let position = at;
  let day = dayOf(tokens, position);
  if (day) {
    position = day.end;
    if (tokens[position]?.lower === 'of') position++;
  }
  const month = monthOf(tokens[position]);
  if (!month) return undefined;
  position++;
  if (!day) {
    day = dayOf(tokens, position);
    if (day && yearOf(tokens[position])) day = undefined;
    if (day) position = day.end;
  }
  if (tokens[position]?.lower === ',' && yearOf(tokens[position + 1])) position++;
  else if (tokens[position]?.lower === 'of' && yearOf(tokens[position + 1])) position++;
  const said = yearOf(tokens[position]);
  if (said) position++;
  try {
    const begun = month < today.month || (month === today.month && (day?.day ?? 1) <= today.day);
    const year = said ?? (begun ? today.year : today.year - 1);
    const first = Temporal.PlainDate.from({ year, month, day: day?.day ?? 1 }, { overflow: 'reject' });
    return {
      ...range(first, day ? { days: 1 } : { months: 1 }),
      end: position,
      grain: day ? 'day' : 'month',
      guessedYear: !said,
    };
  } catch {
    return undefined;
  }
}
