import { durationWords, PERIODS, parseDuration } from '../../language/index.ts';
import { counted } from '../count-words.ts';
import { type Candidate, scalar } from './candidate.ts';
import { byMost, type Ranking, usedWindows, windowUse } from './ranking.ts';

/** So many of the times that a project uses come first. */
const MOST_USED = 8;

const DURATIONS = ['7d', '30d', '90d', '1d', '14d', '60d', '6mo', '1y', '12h', '1h'];
const UNITS = ['d', 'h', 'w', 'mo', 'y', 'm'];

/** Durations; when a number is typed already, that number in every unit. `days` leaves out units under a day. */
export function durationCandidates(typed: string, days: boolean, ranking: Ranking): readonly Candidate[] {
  const amount = /^\d{1,5}/.exec(typed)?.[0];
  const used = usedWindows(ranking).filter((text) => parseDuration(text));
  const offered =
    amount === undefined ? [...used.slice(0, MOST_USED), ...DURATIONS] : UNITS.map((unit) => `${amount}${unit}`);
  const texts = byMost([...new Set(offered)], (text) => windowUse(ranking, text));
  return texts
    .filter((text) => !days || !/\d[mh]$/.test(text))
    .flatMap((text) => {
      const duration = parseDuration(text);
      return duration ? [scalar(text, 'time', { detail: durationWords(duration), ...useOf(text, ranking) })] : [];
    });
}

export const periodCandidates = (ranking: Ranking): readonly Candidate[] =>
  byMost(PERIODS, (period) => windowUse(ranking, period)).map((period) =>
    scalar(period, 'time', { detail: 'calendar period, weeks from Monday', ...useOf(period, ranking) }),
  );

/** How many of the project's segments have a time. */
function useOf(text: string, ranking: Ranking): { readonly count?: string } {
  const segments = windowUse(ranking, text);
  return segments === 0 ? {} : { count: counted(segments, 'segment') };
}

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
