import { useContext } from 'react';
import { Group } from 'react-aria-components';
import type { BuilderModel } from '../../../../server/src/protocol/index.ts';
import { Icon, IconButton } from '../../ui/index.ts';
import { CollapsedContext } from '../state/collapsed.ts';
import { useBuilder, useBuilderState } from '../state/context.tsx';
import { hasBody } from './card-body.tsx';
import { GROUPS, joinOf } from './joins.ts';
import { findCards } from './moves.ts';

/** What the rules ask for together, and what their numbers mean. */
export function RulesHead({ model }: { readonly model: BuilderModel }) {
  const builder = useBuilder();
  const collapsed = useContext(CollapsedContext);
  const hasNumbers = useBuilderState(({ counts }) => counts?.state === 'ready');
  const { cards } = model.rules;
  const only = cards.length === 1 ? cards[0] : undefined;
  const foldable = findCards(model).filter(hasBody);
  const fold = (fold: boolean) =>
    collapsed.set(
      foldable.map(({ text }) => text),
      fold,
    );
  return (
    <div className="rules-head">
      <h2>Users for whom</h2>
      <Group className="segmented" aria-label="How the rules are joined">
        {GROUPS.map((group) => (
          <button
            key={group}
            type="button"
            aria-pressed={group === 'all'}
            disabled={model.readOnly !== undefined || !cards.length || only?.kind === group}
            title={group === 'all' ? undefined : `Puts all rules into a group: ${joinOf(group).said}`}
            onClick={() => {
              if (group === 'all') return;
              void builder.edit({ type: 'wrap', cards: cards.map(({ path }) => path), group }, 'handle');
            }}
          >
            {joinOf(group).short.replace(' of', '')}
          </button>
        ))}
      </Group>
      <h2>of these rules hold</h2>
      <span className="spring" />
      {foldable.length > 1 && (
        <>
          <IconButton icon="expand-all" label="Expand all" onPress={() => fold(false)} />
          <IconButton icon="collapse-all" label="Collapse all" onPress={() => fold(true)} />
        </>
      )}
      {hasNumbers && cards.length > 0 && (
        <span className="legend" aria-hidden="true">
          <span>hold it</span>
          <span>
            left <Icon name="filter" />
          </span>
        </span>
      )}
    </div>
  );
}
