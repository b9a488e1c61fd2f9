/**
 * Turns a fixed time into one that moves on with `as_of`: `between: [2026-06-01, 2026-06-30]` becomes `within: this_month`
 * when that is now the same, else the nearest number of days.
 *
 * Offered for every relative time that now comes to the very same instants; a title with “about” says that it does not.
 */
import { type Duration, PERIODS, shift, type Window } from '../../language/index.ts';
import type { Offer, Refactoring } from './refactoring.ts';
import {
  clockOf,
  isRelative,
  isSameStretch,
  relativeText,
  type Stretch,
  stretchOf,
  type WindowAt,
  windowAt,
} from './time-window.ts';

const DAY = 86_400_000;
/** About how long a unit is. */
const LENGTHS: Readonly<Record<Duration['unit'], number>> = {
  d: DAY,
  w: 7 * DAY,
  mo: 30.44 * DAY,
  y: 365.25 * DAY,
  h: DAY / 24,
  m: DAY / 1440,
};

export const windowToRelative: Refactoring = {
  id: 'window-to-relative',
  kind: 'refactor.rewrite',
  title: 'Turn fixed times into a relative one',
  documents: ['segment', 'schema'],
  example: {
    title: 'Change to within: last_month',
    before: `name: Buyers of May
where:
  - did: Charged
    between: [<|>2026-05-01, 2026-05-31]
`,
    after: `name: Buyers of May
where:
  - did: Charged
    within: last_month
`,
  },
  offer: (site) => {
    const found = windowAt(site);
    if (!found || isRelative(found.window)) return [];
    const clock = clockOf(site);
    const stretch = stretchOf(found.window, found.of, clock);
    const candidates = relativeWindows(stretch, clock).filter(
      ({ window }) => !found.isDate || !/\d[hm]\b/.test(relativeText(window) ?? ''),
    );
    const exact = candidates.filter(({ window }) => isSameStretch(stretchOf(window, found.of, clock), stretch));
    if (exact.length > 0) return exact.slice(0, 3).flatMap(({ window }) => offerOf(found, window, 'kept'));
    const about = candidates.find(({ unit }) => unit === 'd');
    return about ? offerOf(found, about.window, 'changed') : [];
  },
};

function offerOf({ entry, map }: WindowAt, window: Window, meaning: 'kept' | 'changed'): readonly Offer[] {
  const text = relativeText(window) ?? '';
  if (map.entries.some((each) => each !== entry && each.key.value === text.split(':')[0])) return [];
  const title = `Change to ${text}${meaning === 'kept' ? '' : ', which is about the same'}`;
  return [{ title, meaning, change: () => ({ edits: [{ range: entry.range, newText: text }] }) }];
}

interface Candidate {
  readonly window: Window;
  readonly unit?: Duration['unit'];
}

/** Relative windows that come near, the most usual first. */
function relativeWindows({ from, to }: Stretch, { asOf, timezone }: ReturnType<typeof clockOf>): readonly Candidate[] {
  const isNow = to === undefined || to >= asOf;
  const found: Candidate[] =
    from === undefined ? [] : PERIODS.map((period) => ({ window: { kind: 'period', period } }));
  for (const unit of ['d', 'w', 'mo', 'y', 'h', 'm'] as const) {
    const ago = (at: number) => durationTo(at, unit, asOf, timezone);
    const [first, last] = [from === undefined ? undefined : ago(from - 1), to === undefined ? undefined : ago(to - 1)];
    if (from === undefined && last) found.push({ unit, window: { kind: 'before-ago', duration: last } });
    else if (first && isNow) found.push({ unit, window: { kind: 'within', duration: first } });
    else if (first && last && first.amount > last.amount)
      found.push({ unit, window: { kind: 'between-ago', from: first, to: last } });
  }
  return found;
}

/** The nearest whole number of units that an instant is ago, at least one. */
function durationTo(at: number, unit: Duration['unit'], asOf: number, timezone: string): Duration | undefined {
  const about = Math.round((asOf - at) / LENGTHS[unit]);
  const near = [about, about - 1, about + 1].filter((amount) => amount >= 1);
  const exact = near.find((amount) => shift(asOf, { amount, unit }, timezone, -1) === at);
  const amount = exact ?? near[0];
  return amount === undefined || amount > 10_000_000 ? undefined : { amount, unit };
}
