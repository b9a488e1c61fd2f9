/** Durations, windows and values in plain English. */
import type { Duration, Moment, Period, Window } from '../model.ts';

const UNITS = { m: 'minute', h: 'hour', d: 'day', w: 'week', mo: 'month', y: 'year' } as const;

/** `3 months`; `bare` leaves the one out: “the last month”, “the next 7 days”. */
export function durationWords({ amount, unit }: Duration, form: 'full' | 'bare' = 'full'): string {
  if (amount === 1) return form === 'bare' ? UNITS[unit] : `1 ${UNITS[unit]}`;
  return `${amount} ${UNITS[unit]}s`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `1 January 2026`, `1 January 2026, 18:00`. */
export function momentWords({ text }: Moment): string {
  const [year, month, day] = text.slice(0, 10).split('-');
  const date = `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
  const time = text
    .slice(11)
    .replace(/[zZ]$/, ' UTC')
    .replace(/([+-]\d{2}:?\d{0,2})$/, ' (UTC$1)');
  return time === '' ? date : `${date}, ${time}`;
}

const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  today: 'today',
  yesterday: 'yesterday',
  this_week: 'this week',
  last_week: 'last week',
  this_month: 'this month',
  last_month: 'last month',
  this_quarter: 'this quarter',
  last_quarter: 'last quarter',
  this_year: 'this year',
  last_year: 'last year',
};

/** `in the last 30 days`, `between 60 and 30 days ago`, `on or after 1 January 2026`. */
export function windowPhrase(window: Window): string {
  switch (window.kind) {
    case 'within':
      return `in the last ${durationWords(window.duration, 'bare')}`;
    case 'period':
      return PERIOD_WORDS[window.period];
    case 'before-ago':
      return `${durationWords(window.duration)} ago or earlier`;
    case 'before':
      return `before ${momentWords(window.moment)}`;
    case 'after':
      return window.moment.kind === 'date'
        ? `on or after ${momentWords(window.moment)}`
        : `at or after ${momentWords(window.moment)}`;
    case 'between':
      return window.to.kind === 'date'
        ? `from ${momentWords(window.from)} to ${momentWords(window.to)}`
        : `from ${momentWords(window.from)} until before ${momentWords(window.to)}`;
    case 'between-ago':
      return window.from.unit === window.to.unit
        ? `between ${window.from.amount} and ${durationWords(window.to)} ago`
        : `between ${durationWords(window.from)} and ${durationWords(window.to)} ago`;
    case 'on':
      return `on ${momentWords(window.moment)}`;
    case 'within-next':
      return `within the next ${durationWords(window.duration, 'bare')}`;
    case 'anniversary':
      return `with an anniversary within the next ${durationWords(window.duration, 'bare')}`;
  }
}

/** A number as people write it: large ones grouped. */
export function numberWords(value: number): string {
  return Math.abs(value) >= 10_000 && Number.isFinite(value)
    ? value.toLocaleString('en-US', { maximumFractionDigits: 10 })
    : String(value);
}
