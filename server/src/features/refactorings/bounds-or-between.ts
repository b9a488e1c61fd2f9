/**
 * Turns `gte` and `lte` into a `between`, and a `between` into `gte` and `lte`; on numbers and versions, in
 * rules, filters and measures.
 */
import { columnOf, eolOf, inlineText, type TextEdit } from '../../language/index.ts';
import type { Entry, MapNode } from '../../language/syntax/tree.ts';
import { parseDuration, parseMoment, versionKey } from '../../language/values/index.ts';
import { entriesAt } from './place.ts';
import type { Offer, Refactoring } from './refactoring.ts';

export const boundsOrBetween: Refactoring = {
  id: 'bounds-or-between',
  kind: 'refactor.rewrite',
  title: 'Turn gte and lte into between, or back',
  documents: ['segment', 'schema'],
  example: {
    title: 'Change gte and lte to between',
    before: `name: Working age
where:
  - user: age
    <|>gte: 18
    lte: 65
`,
    after: `name: Working age
where:
  - user: age
    between: [18, 65]
`,
  },
  offer: (site) => {
    const maps = [
      ...new Set([
        ...entriesAt(site).map(({ map }) => map),
        ...(site.selected?.clauses[0] ? [site.selected.clauses[0].node] : []),
      ]),
    ];
    for (const map of maps.slice(0, 2)) {
      const offers = [...toBetween(map, site.text), ...toBounds(map, site.text)];
      if (offers.length > 0) return offers;
    }
    return [];
  },
};

const entryOfKey = (map: MapNode, key: string): Entry | undefined => map.entries.find((each) => each.key.value === key);

function toBetween(map: MapNode, text: string): readonly Offer[] {
  const [low, high] = [entryOfKey(map, 'gte'), entryOfKey(map, 'lte')];
  const [from, to] = [low, high].map((entry) => entry?.value && inlineText(text, entry.value));
  if (!low?.value || !high?.value || from === undefined || to === undefined || entryOfKey(map, 'between')) return [];
  if (!isOrdered(low, high)) return [];
  return [
    {
      title: 'Change gte and lte to between',
      meaning: 'kept',
      change: () => {
        const [first, second] = low.range.start < high.range.start ? [low, high] : [high, low];
        const removed = removedEntry(map, second);
        return removed && { edits: [{ range: first.range, newText: `between: [${from}, ${to}]` }, removed] };
      },
    },
  ];
}

/** A reversed range is an error. Of ordered words the schema knows the order; they were written as bounds on purpose. */
function isOrdered({ value: low }: Entry, { value: high }: Entry): boolean {
  if (low?.kind !== 'scalar' || high?.kind !== 'scalar') return false;
  if (typeof low.value === 'number' && typeof high.value === 'number') return low.value <= high.value;
  const [from, to] = [versionKey(String(low.value)), versionKey(String(high.value))];
  return from !== undefined && to !== undefined && from <= to;
}

/** An entry that is not the first of its map. */
function removedEntry(map: MapNode, entry: Entry): TextEdit | undefined {
  const previous = map.entries[map.entries.indexOf(entry) - 1];
  if (!previous) return undefined;
  return { range: { start: previous.range.end, end: entry.range.end }, newText: '' };
}

function toBounds(map: MapNode, text: string): readonly Offer[] {
  const entry = entryOfKey(map, 'between');
  const ends = entry?.value?.kind === 'list' ? entry.value.items : [];
  const [from, to] = ends.map((end) => inlineText(text, end));
  if (!entry || ends.length !== 2 || from === undefined || to === undefined) return [];
  if (entryOfKey(map, 'gte') || entryOfKey(map, 'lte') || ends.some(isTime)) return [];
  const gap = map.flow ? ', ' : eolOf(text) + ' '.repeat(columnOf(text, map.range.start));
  const newText = `gte: ${from}${gap}lte: ${to}`;
  return [
    {
      title: 'Change between to gte and lte',
      meaning: 'kept',
      change: () => ({ edits: [{ range: entry.range, newText }] }),
    },
  ];
}

function isTime(end: MapNode['entries'][number]['value']): boolean {
  if (end?.kind !== 'scalar') return true;
  return parseMoment(String(end.value)) !== undefined || parseDuration(String(end.value)) !== undefined;
}
