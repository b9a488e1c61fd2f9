import { durationWords, PERIODS, parseDuration } from '../../language/index.ts';
import { type Candidate, scalar } from './candidate.ts';

const DURATIONS = ['7d', '30d', '90d', '1d', '14d', '60d', '6mo', '1y', '12h', '1h'];
const UNITS = ['d', 'h', 'w', 'mo', 'y', 'm'];

/** Durations; when a number is typed already, that number in every unit. `days` leaves out units under a day. */
export function durationCandidates(typed: string, days: boolean): readonly Candidate[] {
  const amount = /^\d{1,5}/.exec(typed)?.[0];
  const texts = amount === undefined ? DURATIONS : UNITS.map((unit) => `${amount}${unit}`);
  return texts
    .filter((text) => !days || !/\d[mh]$/.test(text))
    .flatMap((text) => {
      const duration = parseDuration(text);
      return duration ? [scalar(text, 'time', { detail: durationWords(duration) })] : [];
    });
}

export const periodCandidates = (): readonly Candidate[] =>
  PERIODS.map((period) => scalar(period, 'time', { detail: 'calendar period, weeks from Monday' }));

/** Dates that people mean most: today, and the starts of the month and the year. */
export function dateCandidates(now: number, timezone: string): readonly Candidate[] {
  const today = dayOf(now, timezone);
  const [year = '', month = ''] = today.split('-');
  return [
    scalar(today, 'time', { detail: 'today' }),
    scalar(`${year}-${month}-01`, 'time', { detail: 'first day of this month' }),
    scalar(`${year}-01-01`, 'time', { detail: 'first day of this year' }),
  ].filter((candidate, i, all) => all.findIndex((c) => c.label === candidate.label) === i);
}

export function rangeSnippets(
  what: { readonly durations: boolean; readonly dates: boolean },
  now: number,
  timezone: string,
): readonly Candidate[] {
  const found: Candidate[] = [];
  if (what.durations) {
    found.push({
      label: '[60d, 30d]',
      kind: 'time',
      insert: { as: 'snippet', snippet: '[${1:60d}, ${2:30d}]' },
      detail: 'between two durations ago, the longer first',
    });
  }
  if (what.dates) {
    const today = dayOf(now, timezone);
    const first = `${today.slice(0, 8)}01`;
    found.push({
      label: `[${first}, ${today}]`,
      kind: 'time',
      insert: { as: 'snippet', snippet: `[\${1:${first}}, \${2:${today}}]` },
      detail: 'from the first day to the last, both included',
    });
  }
  return found;
}

function dayOf(now: number, timezone: string): string {
  try {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(now);
  } catch {
    return new Date(now).toISOString().slice(0, 10);
  }
}
