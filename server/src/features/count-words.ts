/** Numbers of users in words, as hints, lenses, completions and hovers say them. */
const number = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

export const countText = (count: number): string => number.format(count);

/** `1,204 users`, `1 row`. */
export const counted = (count: number, what: string): string =>
  `${countText(count)} ${count === 1 ? what : `${what}s`}`;

/** `12.3%`; a small share that is not nothing says so. */
export function shareText(part: number, of: number): string {
  const share = of === 0 ? 0 : part / of;
  if (share > 0 && share < 0.001) return '<0.1%';
  // Nearly all is not all.
  return share < 1 && share > 0.999 ? '>99.9%' : percent.format(share);
}

const DAY = 86_400_000;
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `today`, `2 days ago`, `3 months ago`; a time after `now` is named by its day. */
export function agoText(at: number, now: number, timezone: string): string {
  const days = Math.floor((now - at) / DAY);
  if (at > now) return `on ${dayText(at, timezone)}`;
  if (days < 60) return relative.format(-days, 'day');
  return days < 730
    ? relative.format(-Math.floor(days / 30.44), 'month')
    : relative.format(-Math.floor(days / 365.25), 'year');
}

/** `2026-06-30` in the project's zone. */
export const dayText = (at: number, timezone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(at);
