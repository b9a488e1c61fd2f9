import type { BuilderCard, BuilderField } from '../../../../server/src/protocol/index.ts';

import { SmallButton } from '../controls/small-button.tsx';
import { useBuilder } from '../state/context.tsx';
import { isInline } from './card-head.tsx';
import { useParts } from './parts.ts';
import { FieldProblems } from './problems.tsx';

/** What is below a card's first line: the cards of a group, or its further conditions, a line each. */
export function CardBody({ card, disabled }: { readonly card: BuilderCard; readonly disabled: boolean }) {
  const { Cards } = useParts();
  if (card.form.as === 'text') return null;
  if (card.group) return <Cards cards={card.group} within={card.kind ?? 'all'} disabled={disabled} />;
  return card.fields
    .filter((field) => !isInline(field))
    .map((field) => <Line key={field.key} field={field} disabled={disabled} />);
}

export function hasBody(card: BuilderCard): boolean {
  return card.form.as === 'fields' && (card.group !== undefined || card.fields.some((field) => !isInline(field)));
}

function Line({ field, disabled }: { readonly field: BuilderField; readonly disabled: boolean }) {
  const builder = useBuilder();
  const { Field } = useParts();
  return (
    <div className={field.cards ? 'line line-cards' : 'line'}>
      {field.role !== 'kind' && <span className="line-title">{field.title}</span>}
      <div className="line-value">
        <Field field={field} disabled={disabled} />
        <FieldProblems field={field} />
      </div>
      {!field.required && !disabled && (
        <SmallButton
          icon="close"
          className="line-remove"
          label={`Remove ${field.title}`}
          onPress={() => void builder.edit({ type: 'unset', at: field.path })}
        />
      )}
    </div>
  );
}
