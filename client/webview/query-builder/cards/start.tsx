import type { BuilderModel, BuilderOption } from '../../../../server/src/protocol/index.ts';
import { Icon } from '../../ui/index.ts';
import { useOptions } from '../controls/use-options.ts';
import { useBuilder } from '../state/context.tsx';
import { AddCard } from './add-card.tsx';

/** How many rules are suggested at the start. */
const SUGGESTED = 6;

/** A segment without rules yet: what it could begin with. */
export function Start({ model }: { readonly model: BuilderModel }) {
  const builder = useBuilder();
  const slot = { list: model.rules.path, index: 0 };
  const { options } = useOptions({ from: 'project', at: { slot } }, '');
  const add = ({ card }: BuilderOption) =>
    card && void builder.edit({ type: 'insert', at: slot, cards: [card] }, 'first');
  return (
    <div className="start">
      <p>No rules yet. Begin with what users did, who they are, or say it in words above.</p>
      {options.length > 0 && (
        <ul className="suggestions" aria-label="Suggestions">
          {options.slice(0, SUGGESTED).map((option) => (
            <li key={option.label}>
              <button type="button" className="suggestion" onClick={() => add(option)}>
                <Icon name="add" />
                <span>{option.label}</span>
                {option.detail && <span className="quiet">{option.detail}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      <AddCard list={model.rules} />
    </div>
  );
}
