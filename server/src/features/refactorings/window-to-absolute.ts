/**
 * Fixes a relative time to the instants that it means now, as of the project's `as_of`: `within: 30d` becomes a `between`
 * that stays where it is when time goes on.
 *
 * Offered exactly, to the millisecond, and as whole days, which takes in the rest of the first and the last day.
 */

import type { Offer, Refactoring } from './refactoring.ts';
import {
  clockOf,
  dayText,
  instantText,
  isRelative,
  relativeText,
  type Stretch,
  stretchOf,
  type WindowAt,
  windowAt,
} from './time-window.ts';

export const windowToAbsolute: Refactoring = {
  id: 'window-to-absolute',
  kind: 'refactor.rewrite',
  title: 'Fix a relative time to instants',
  documents: ['segment', 'schema'],
  example: {
    title: 'Fix within: last_month to between: [2026-05-01, 2026-05-31]',
    before: `name: Buyers of May
where:
  - did: Charged
    within: <|>last_month
`,
    after: `name: Buyers of May
where:
  - did: Charged
    between: [2026-05-01, 2026-05-31]
`,
  },
  offer: (site) => {
    const found = windowAt(site);
    if (!found || !isRelative(found.window)) return [];
    const clock = clockOf(site);
    const stretch = stretchOf(found.window, found.of, clock);
    const exact = absoluteText(found, stretch, clock);
    const days = daysText(stretch, clock.timezone);
    return [
      ...(exact ? offerOf(found, exact, 'kept') : []),
      ...(days && days !== exact ? offerOf(found, days, 'changed') : []),
    ];
  },
};

function offerOf({ entry, map, window }: WindowAt, text: string, meaning: 'kept' | 'changed'): readonly Offer[] {
  const key = text.split(':')[0];
  if (map.entries.some((each) => each !== entry && each.key.value === key)) return [];
  const title = `Fix ${relativeText(window)} to ${meaning === 'kept' ? '' : 'whole days, '}${text}`;
  return [{ title, meaning, change: () => ({ edits: [{ range: entry.range, newText: text }] }) }];
}

function absoluteText(
  { window, of }: WindowAt,
  { from, to }: Stretch,
  { asOf, timezone }: ReturnType<typeof clockOf>,
): string | undefined {
  if (to === undefined) return undefined;
  const at = (instant: number) => instantText(instant, timezone);
  if (from === undefined) return `before: ${at(to)}`;
  const start = isDayStart(from, timezone) ? dayText(from, timezone) : at(from);
  // Of events there are none later, so a period can end with its day.
  const openEnd = window.kind === 'period' && of === 'events' && to === asOf + 1;
  const end = openEnd || isDayStart(to, timezone) ? dayText(to - 1, timezone) : at(to);
  return `between: [${start}, ${end}]`;
}

function daysText({ from, to }: Stretch, timezone: string): string | undefined {
  if (from === undefined || to === undefined) return undefined;
  return `between: [${dayText(from, timezone)}, ${dayText(to - 1, timezone)}]`;
}

const isDayStart = (at: number, timezone: string): boolean => dayText(at, timezone) !== dayText(at - 1, timezone);
