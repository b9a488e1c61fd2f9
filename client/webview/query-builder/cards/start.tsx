import type { BuilderModel, BuilderSlot, BuilderValue } from '../../../../server/src/protocol/index.ts';
import { Icon, type IconName } from '../../ui/index.ts';
import { ICONS } from '../controls/picker.tsx';
import { useOptions } from '../controls/use-options.ts';
import { useBuilder } from '../state/context.tsx';
import { AddCard } from './add-card.tsx';

/** How many kinds and how many names are suggested at the start. */
const SUGGESTED = 6;

interface Suggestion {
  readonly label: string;
  readonly detail?: string | undefined;
  readonly icon: IconName;
  readonly card: { readonly [key: string]: BuilderValue };
}

/** A segment without rules yet: what it could begin with. */
export function Start({ model }: { readonly model: BuilderModel }) {
  const slot = { list: model.rules.path, index: 0 };
  const { options } = useOptions({ from: 'project', at: { slot } }, '');
  const used = options.flatMap(({ label, detail, kind, uses, card }) =>
    uses > 0 && card ? [{ label, detail, icon: ICONS[kind], card }] : [],
  );
  const kinds = model.kinds
    .filter(({ group }) => !group)
    .map(({ title, blank }) => ({ label: title, icon: 'add' as const, card: blank }));
  return (
    <div className="start">
      <p>No rules yet. Begin with what users did, who they are, or say it in words above.</p>
      <Suggestions title="A rule about" suggestions={kinds.slice(0, SUGGESTED)} at={slot} />
      <Suggestions title="Most used in this project" suggestions={used.slice(0, SUGGESTED)} at={slot} />
      <AddCard list={model.rules} />
    </div>
  );
}

/** Buttons that each begin the segment with a rule. */
function Suggestions(props: {
  readonly title: string;
  readonly suggestions: readonly Suggestion[];
  readonly at: BuilderSlot;
}) {
  const { title, suggestions, at } = props;
  const builder = useBuilder();
  if (!suggestions.length) return null;
  return (
    <section aria-label={title}>
      <h3 className="quiet">{title}</h3>
      <ul className="suggestions">
        {suggestions.map(({ label, detail, icon, card }) => (
          <li key={label}>
            <button
              type="button"
              className="suggestion"
              onClick={() => void builder.edit({ type: 'insert', at, cards: [card] }, 'first')}
            >
              <Icon name={icon} />
              <span>{label}</span>
              {detail && <span className="quiet">{detail}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
