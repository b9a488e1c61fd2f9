import type { Fix, Range } from '../../diagnostic.ts';
import { parseMoment } from '../../values/index.ts';
import type { Check, FixDocument } from '../check.ts';
import { entryAt, removeEntry } from '../edits.ts';
import { listed, quoted } from '../wording.ts';

export const severalWindows: Check<{ readonly keys: readonly string[] }> = {
  code: 'several-windows',
  severity: 'error',
  doc: 'An event rule takes one window: `within`, `between`, `before` or `after`. Use `between` for a stretch with two ends.',
  message: ({ keys }) =>
    `Only one window can stand here, and there are ${listed(keys, 'and')}. Keep one, or use between for both ends.`,
  fix: ({ range, data }, document) => [
    ...asBetween(range, document),
    ...removeEntry(document, range, `Remove ${quoted(data.keys.at(-1) ?? '')}`),
  ],
};

/** `after` and `before` say both ends of one stretch. */
function asBetween(range: Range, document: FixDocument): readonly Fix[] {
  const { map } = entryAt(document, range) ?? {};
  const [after, before] = ['after', 'before'].map((key) => map?.entries.find((entry) => entry.key.value === key));
  const [from, to] = [after, before].map((entry) => (entry?.value?.kind === 'scalar' ? String(entry.value.value) : ''));
  const start = parseMoment(from ?? '');
  const end = parseMoment(to ?? '');
  if (!map || !after || !before || !start || !end || map.entries.some(({ key }) => key.value === 'between')) return [];
  // The day of `before` is left out, the last day of `between` is not.
  const last = end.kind === 'date' ? dayBefore(end.text) : end.text;
  const text = `between: [${start.text}, ${last}]`;
  const [first, second] = after.range.start < before.range.start ? [after, before] : [before, after];
  const previous = map.entries[map.entries.indexOf(second) - 1];
  const gap = { start: previous?.range.end ?? second.range.start, end: second.range.end };
  return [
    {
      title: `Change to ${text}`,
      edits: [
        { range: first.range, newText: text },
        { range: gap, newText: '' },
      ],
    },
  ];
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
