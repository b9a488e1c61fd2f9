import type { BuilderCounts, BuilderPath } from '../../../../server/src/protocol/index.ts';
import { Bar, classes, count } from '../../ui/index.ts';
import { useBuilderState } from '../state/context.tsx';
import { keyOf } from '../state/paths.ts';

type CardNumbers = Extract<BuilderCounts, { state: 'ready' }>['cards'][number];

const known = new WeakMap<BuilderCounts, ReadonlyMap<string, CardNumbers>>();

/** The numbers by card: looked through once for all cards. */
function byCard(counts: BuilderCounts): ReadonlyMap<string, CardNumbers> {
  const found = known.get(counts);
  if (found) return found;
  const cards = counts.state === 'ready' ? counts.cards : [];
  const made = new Map(cards.map((card) => [keyOf(card.path), card]));
  known.set(counts, made);
  return made;
}

/** How many users hold a rule, and how many are left after it. */
export function Numbers({ path, within }: { readonly path: BuilderPath; readonly within: string }) {
  const numbers = useBuilderState(({ counts }) => counts && byCard(counts).get(keyOf(path)));
  const all = useBuilderState(({ counts }) => (counts?.state === 'ready' ? counts.of : 0));
  const stale = useBuilderState(({ counting, counts, model }) => counting || counts?.version !== model?.version);
  if (!numbers) return <span className="numbers" />;
  const { alone, remaining } = numbers;
  const isUnion = within === 'any' || within === 'none';
  const after = isUnion
    ? `${count(remaining)} hold it or one before it`
    : `${count(remaining)} remain after it and those before it`;
  const said = `${count(alone)} of ${count(all)} users hold this rule; ${after}`;
  return (
    <span className={classes('numbers', stale && 'stale')} title={said}>
      <span className="visually-hidden">{stale ? `${said}, not up to date` : said}</span>
      <span className="alone" aria-hidden="true">
        <span data-unit="hold it">{count(alone)}</span>
      </span>
      <span className="remaining" aria-hidden="true">
        <span data-unit={isUnion ? 'together' : 'left'}>{count(remaining)}</span>
        <Bar part={remaining} whole={all} />
      </span>
    </span>
  );
}
