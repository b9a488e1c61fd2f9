import { useEffect, useMemo } from 'react';
import { announce, Button, count } from '../ui/index.ts';
import { CardList } from './cards/card-list.tsx';
import { FieldValue } from './cards/field-value.tsx';
import { focusCard } from './cards/focus.ts';
import { PartsContext } from './cards/parts.ts';
import { RulesHead } from './cards/rules-head.tsx';
import { Start } from './cards/start.tsx';
import { DragScope } from './drag/drag.tsx';
import { Banners } from './head/banners.tsx';
import { Head } from './head/head.tsx';
import { Prompt } from './head/prompt.tsx';
import { useBuilder, useBuilderState } from './state/context.tsx';

/** The whole page, once there is a model. */
export function App() {
  const builder = useBuilder();
  const model = useBuilderState((state) => state.model);
  const unavailable = useBuilderState((state) => state.unavailable);
  const parts = useMemo(() => ({ Field: FieldValue, Cards: CardList }), []);
  useFocus();
  useSpokenTotal();
  if (unavailable !== undefined) {
    return (
      <main className="builder empty" aria-label="Query builder">
        <p>{unavailable}</p>
        <Button kind="primary" onPress={() => builder.send({ type: 'text' })}>
          Open as Text
        </Button>
      </main>
    );
  }
  if (!model) return <main className="builder" aria-busy="true" aria-label="Query builder" />;
  const disabled = model.readOnly !== undefined;
  return (
    <PartsContext value={parts}>
      <main className="builder" aria-label={`Query builder: ${model.segment}`} data-version={model.version}>
        <Head segment={model.segment} fields={model.head} addable={model.addable} disabled={disabled} />
        <Prompt />
        <Banners model={model} />
        <section className="rules" aria-label="Rules">
          <RulesHead model={model} />
          <DragScope>
            {model.rules.cards.length || disabled ? (
              <CardList cards={model.rules} within="where" disabled={false} />
            ) : (
              <Start model={model} />
            )}
          </DragScope>
        </section>
      </main>
    </PartsContext>
  );
}

/** Puts the focus where the last edit wants it. */
function useFocus(): void {
  const builder = useBuilder();
  const focus = useBuilderState((state) => state.focus);
  useEffect(() => {
    if (!focus) return;
    focusCard(focus.card, focus.part);
    builder.focused();
  }, [builder, focus]);
}

/** Tells a screen reader the new total, and no number that is outdated. */
function useSpokenTotal(): void {
  const counts = useBuilderState((state) => state.counts);
  useEffect(() => {
    if (counts?.state === 'ready') announce(`${count(counts.total)} users`);
  }, [counts]);
}
