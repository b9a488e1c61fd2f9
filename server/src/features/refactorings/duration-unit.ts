/**
 * Writes a duration in another unit where that is exactly the same: `14d` ↔ `2w`, `12mo` ↔ `1y`, `120m` ↔ `2h`.
 *
 * Days are calendar days and hours are exact, months are longer and shorter: `24h` and `1d`, `30d` and `1mo` are not the same.
 */
import { type Duration, durationText, parseDuration, pathAt } from '../../language/index.ts';
import type { Refactoring } from './refactoring.ts';

const KEYS: ReadonlySet<string> = new Set([
  'within',
  'not_within',
  'between',
  'before',
  'within_next',
  'anniversary_within_next',
  'every',
]);

/** The larger unit of each, and how many make one. */
const LARGER: Readonly<Partial<Record<Duration['unit'], readonly [Duration['unit'], number]>>> = {
  m: ['h', 60],
  d: ['w', 7],
  mo: ['y', 12],
};

export const durationUnit: Refactoring = {
  id: 'duration-unit',
  kind: 'refactor.rewrite',
  title: 'Write a duration in another unit',
  documents: ['segment', 'schema'],
  example: {
    title: 'Change 14d to 2w',
    before: `name: Recent
where:
  - did: Charged
    within: 1<|>4d
`,
    after: `name: Recent
where:
  - did: Charged
    within: 2w
`,
  },
  offer: ({ document, range, text }) => {
    const { node, steps } = pathAt(document.tree, range.start);
    const entry = steps.findLast((step) => step.kind === 'entry');
    if (node?.kind !== 'scalar' || entry?.kind !== 'entry' || !KEYS.has(entry.key) || text[node.range.start] === '*')
      return [];
    const duration = typeof node.value === 'string' ? parseDuration(node.value) : undefined;
    if (!duration) return [];
    return otherUnits(duration).map((other) => ({
      title: `Change ${durationText(duration)} to ${durationText(other)}`,
      meaning: 'kept' as const,
      change: () => ({ edits: [{ range: node.range, newText: durationText(other) }] }),
    }));
  },
};

function otherUnits({ amount, unit }: Duration): readonly Duration[] {
  const found: Duration[] = [];
  const up = LARGER[unit];
  if (up && amount > 0 && amount % up[1] === 0) found.push({ amount: amount / up[1], unit: up[0] });
  for (const [small, [large, count]] of Object.entries(LARGER) as [Duration['unit'], [Duration['unit'], number]][])
    if (large === unit) found.push({ amount: amount * count, unit: small });
  return found.filter((each) => parseDuration(durationText(each)) !== undefined);
}
