export const language = document.documentElement.lang || 'en';

const integers = formatterFor((tag) => new Intl.NumberFormat(tag));
const percents = formatterFor((tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }));

const signs = formatterFor((tag) => new Intl.NumberFormat(tag, { signDisplay: 'exceptZero' }));
const decimals = formatterFor((tag) => new Intl.NumberFormat(tag, { maximumSignificantDigits: 4 }));
const lifts = formatterFor((tag) => new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));

/** `12,431` in the language of VS Code. */
export function count(value: number): string {
  return integers.format(value);
}

/** `4.1%`; a share that is not nothing never reads as nothing, one that is not all never as all. */
export function share(part: number, whole: number): string {
  if (whole <= 0) return percents.format(0);
  const fraction = part / whole;
  if (fraction > 0 && fraction < 0.001) return `<${percents.format(0.001)}`;
  if (fraction < 1 && fraction > 0.999) return `>${percents.format(0.999)}`;
  return percents.format(fraction);
}

/** `+12,431`, `−3`, `0`. */
export function signed(value: number): string {
  return signs.format(value);
}

/** A measured number, as short as it can be read: `0.4`, `12.35`, `1,234`. */
export function decimal(value: number): string {
  return decimals.format(value);
}

/** `1.8×`. */
export function times(value: number): string {
  return `${value < 10 ? lifts.format(value) : integers.format(Math.round(value))}×`;
}

/** How long, in its two largest parts that say something: `3 d 4 h`, `12 min`, `<1 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return milliseconds <= 0 ? '0 s' : '<1 s';
  let rest = Math.round(milliseconds / 1000);
  const parts: string[] = [];
  for (const [size, word] of PARTS) {
    const whole = Math.floor(rest / size);
    rest -= whole * size;
    if (whole > 0) parts.push(`${count(whole)} ${word}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

const PARTS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A value in a table cell, as its property's type wants it. */
export function cell(value: string | number | boolean | null, type: string, timezone: string): string {
  if (value === null) return '–';
  if (type === 'datetime' && typeof value === 'string') return instant(value, timezone);
  return typeof value === 'number'
    ? formatterFor((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 6, useGrouping: false })).format(value)
    : String(value);
}

/** A date and time of the project's time zone. */
export function instant(iso: string, timezone: string): string {
  return inZone(iso, timezone, { dateStyle: 'medium', timeStyle: 'short' });
}

/** The day of an instant in the project's time zone. */
export function day(iso: string, timezone: string): string {
  return inZone(iso, timezone, { dateStyle: 'medium' });
}

function inZone(iso: string, timezone: string, options: Intl.DateTimeFormatOptions): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  try {
    return formatterFor((tag) => new Intl.DateTimeFormat(tag, { ...options, timeZone: timezone })).format(at);
  } catch {
    // A zone that this browser does not know: better in UTC, and said so, than nothing.
    return `${formatterFor((tag) => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })).format(at)} UTC`;
  }
}

/** `2026-01-31T18:00` in a time zone. */
export function localTime(iso: string, timezone: string): string | null {
  try {
    // Swedish writes dates the way ISO 8601 does.
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'short' });
    return format.format(new Date(iso)).replace(' ', 'T');
  } catch {
    return null;
  }
}

/** `3 minutes ago`. */
export function ago(iso: string, now: number): string {
  const seconds = Math.round((new Date(iso).getTime() - now) / 1000);
  if (Number.isNaN(seconds)) return iso;
  const words = formatterFor((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
  const size = Math.abs(seconds);
  if (size < 60) return 'just now';
  if (size < 3600) return words.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return words.format(Math.round(seconds / 3600), 'hour');
  return words.format(Math.round(seconds / 86_400), 'day');
}

/** A formatter in the language of VS Code. A tag that the browser refuses must not take the panel down. */
export function formatterFor<Formatter>(make: (tag: string) => Formatter): Formatter {
  try {
    return make(language);
  } catch (error) {
    if (language === 'en') throw error;
    return make('en');
  }
}
