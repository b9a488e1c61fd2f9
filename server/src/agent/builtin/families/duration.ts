/** “30 days”, “two weeks”, “a fortnight”, “24h”: durations as the language writes them. */
import type { Token } from '../tokens.ts';
import { scan } from './family.ts';

export type Unit = 'm' | 'h' | 'd' | 'w' | 'mo' | 'y' | 'fortnight' | 'quarter';

const UNITS: Readonly<Record<string, Unit>> = Object.fromEntries(
  (
    'minute:m minutes:m min:m mins:m hour:h hours:h hr:h hrs:h h:h day:d days:d d:d week:w weeks:w wk:w wks:w w:w month:mo months:mo mo:mo mos:mo mth:mo mths:mo ' +
    'year:y years:y yr:y yrs:y y:y fortnight:fortnight fortnights:fortnight quarter:quarter quarters:quarter'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, Unit]),
);

export const UNIT_WORDS = Object.keys(UNITS).filter((word) => word.length > 2);

export function unitOf(token: Token | undefined): Unit | undefined {
  return token?.kind === 'word' && Object.hasOwn(UNITS, token.lower) ? UNITS[token.lower] : undefined;
}

export function durationText(amount: number, unit: Unit): string | undefined {
  if (unit === 'fortnight') return `${amount * 14}d`;
  if (unit === 'quarter') return `${amount * 3}mo`;
  if (Number.isInteger(amount)) return amount > 0 ? `${amount}${unit}` : undefined;
  const finer = { y: ['mo', 12], w: ['d', 7], d: ['h', 24], h: ['m', 60] } as const;
  const step = unit === 'y' || unit === 'w' || unit === 'd' || unit === 'h' ? finer[unit] : undefined;
  return step && Number.isInteger(amount * step[1]) ? `${amount * step[1]}${step[0]}` : undefined;
}

export interface ReadDuration {
  readonly text: string;
  readonly unit: Unit;
  readonly amount: number;
  readonly end: number;
  /** “week” alone, with no number before it. */
  readonly bare: boolean;
  readonly plus: boolean;
}

/** A duration that begins at token `at`. */
export function readDuration(tokens: readonly Token[], at: number): ReadDuration | undefined {
  const scanner = scan(tokens, at);
  let amount = 1;
  let bare = true;
  let plus = false;
  const number = scanner.number();
  if (number) {
    if (number.value === undefined || number.money || number.percent) return undefined;
    amount = number.value;
    bare = false;
    plus = number.plus ?? false;
  } else if (scanner.phrase('half a', 'half an')) {
    amount = 0.5;
    bare = false;
  } else if (scanner.phrase('couple of', 'a couple of', 'couple')) {
    amount = 2;
    bare = false;
  } else if (scanner.take('a', 'an')) bare = false;
  scanner.take('full', 'whole', 'calendar', 'consecutive', 'rolling');
  const unit = unitOf(scanner.token);
  if (!unit) return undefined;
  const text = durationText(amount, unit);
  return text ? { text, unit, amount, end: scanner.position + 1, bare, plus } : undefined;
}
