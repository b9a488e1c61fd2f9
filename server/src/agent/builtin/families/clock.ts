/** Time of day and weekdays: “on weekends between 6pm and 10pm”, “in the morning”, “on Mondays”. */
import type { Token } from '../tokens.ts';
import { type Family, mark, scan } from './family.ts';

const DAYS: Readonly<Record<string, string>> = {
  mondays: 'mon',
  tuesdays: 'tue',
  wednesdays: 'wed',
  thursdays: 'thu',
  fridays: 'fri',
  saturdays: 'sat',
  sundays: 'sun',
};
const SINGULAR: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(DAYS).map(([day, short]) => [day.slice(0, -1), short]),
);
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  morning: [6, 12],
  afternoon: [12, 18],
  evening: [18, 22],
  night: [22, 6],
};
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];

function hourOf(token: Token | undefined): number | undefined {
  const found = /^(\d{1,2})(?::(\d{2}))?\s?([ap])?/.exec(token?.kind === 'clock' ? token.lower : '');
  if (!found || (found[2] && found[2] !== '00')) return undefined;
  const hour = Number(found[1]);
  if (!found[3]) return hour <= 24 ? hour : undefined;
  return hour >= 1 && hour <= 12 ? (hour % 12) + (found[3] === 'p' ? 12 : 0) : undefined;
}

/** An hour at `at`: a clock time, noon, midnight, or a plain number that the other end's am or pm makes one. */
function readHour(tokens: readonly Token[], at: number, plain: 'a' | 'p' | undefined): number | undefined {
  const token = tokens[at];
  if (token?.lower === 'noon' || token?.lower === 'midday') return 12;
  if (token?.lower === 'midnight') return 24;
  const clock = hourOf(token);
  if (clock !== undefined) return clock;
  if (plain && token?.kind === 'number' && token.value && token.value <= 12)
    return (token.value % 12) + (plain === 'p' ? 12 : 0);
  return undefined;
}

export const clock: Family = {
  id: 'clock',
  words: [
    'weekend',
    'weekends',
    'weekday',
    'weekdays',
    'morning',
    'afternoon',
    'evening',
    'night',
    'noon',
    'midnight',
    'between',
    ...Object.keys(DAYS),
    ...Object.keys(SINGULAR),
  ],
  match: (tokens, at) => [...hours(tokens, at), ...dayParts(tokens, at), ...weekdays(tokens, at)],
  examples: [
    ['between 6pm and 10pm', { kind: 'at', at: { hours: [18, 22] } }],
    ['on weekends', { kind: 'at', at: { weekdays: ['sat', 'sun'] } }],
    ['in the morning', { kind: 'at', at: { hours: [6, 12] } }],
    ['at night', { kind: 'at', at: { hours: [22, 6] } }],
    ['on Mondays or Fridays', { kind: 'at', at: { weekdays: ['mon', 'fri'] } }],
    ['after 9pm', { kind: 'at', at: { hours: [21, 24] } }],
  ],
};

type Matches = ReturnType<Family['match']>;
type Tokens = Parameters<Family['match']>[0];

function hours(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  if (scanner.take('between', 'from')) {
    const separator = tokens[scanner.position + 1]?.lower;
    if (!separator || !['and', 'to', '–', '-', 'until'].includes(separator)) return [];
    const to = readHour(tokens, scanner.position + 2, undefined);
    const half = /([ap])\.?m/.exec(tokens[scanner.position + 2]?.lower ?? '')?.[1] as 'a' | 'p' | undefined;
    const from = readHour(tokens, scanner.position, half);
    if (to === undefined || from === undefined || from === to) return [];
    return [mark({ kind: 'at', at: { hours: [from % 24, to] } }, at, scanner.position + 3)];
  }
  const after = scanner.take('after');
  const before = !after && scanner.take('before');
  if (!after && !before) return [];
  const hour = readHour(tokens, scanner.position, undefined);
  if (hour === undefined || (after && hour === 24) || (before && hour === 0)) return [];
  return [mark({ kind: 'at', at: { hours: after ? [hour, 24] : [0, hour] } }, at, scanner.position + 1)];
}

function dayParts(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  if (!scanner.take('in', 'at', 'during')) return [];
  scanner.take('the');
  const word = scanner.token?.lower.replace(/s$/, '') ?? '';
  const part = Object.hasOwn(PARTS, word) ? PARTS[word] : undefined;
  return part ? [mark({ kind: 'at', at: { hours: [...part] } }, at, scanner.position + 1)] : [];
}

function weekdays(tokens: Tokens, at: number): Matches {
  const scanner = scan(tokens, at);
  const on = scanner.take('on', 'at', 'over', 'during');
  scanner.take('the');
  let days: string[] = [];
  if (scanner.take('weekends', 'weekend')) days = ['sat', 'sun'];
  else if (scanner.take('weekdays', 'weekday', 'workdays') || scanner.phrase('working days', 'business days'))
    days = WORKDAYS;
  else {
    for (;;) {
      const word = scanner.token?.lower ?? '';
      const day = Object.hasOwn(DAYS, word)
        ? DAYS[word]
        : on && days.length && Object.hasOwn(SINGULAR, word)
          ? SINGULAR[word]
          : undefined;
      if (!day) break;
      days.push(day);
      scanner.position++;
      const next = tokens[scanner.position + 1]?.lower ?? '';
      if (
        !(
          ['and', 'or', ',', '&'].includes(scanner.token?.lower ?? '') &&
          (Object.hasOwn(DAYS, next) || Object.hasOwn(SINGULAR, next))
        )
      )
        break;
      scanner.position++;
    }
  }
  if (!days.length) return [];
  const part = scanner.token?.lower.replace(/s$/, '') ?? '';
  const hours = Object.hasOwn(PARTS, part) ? { hours: [...PARTS[part]!] } : {};
  return [mark({ kind: 'at', at: { weekdays: days, ...hours } }, at, scanner.position + ('hours' in hours ? 1 : 0))];
}
