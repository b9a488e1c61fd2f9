import { Group } from 'react-aria-components';
import type { BuilderCard, BuilderField } from '../../../../server/src/protocol/index.ts';
import { Button } from '../../ui/index.ts';
import { Picker } from '../controls/picker.tsx';
import { Pill } from '../controls/pill.tsx';
import { SmallButton } from '../controls/small-button.tsx';
import { useBuilder } from '../state/context.tsx';
import { AddKey } from './add-key.tsx';
import { GROUPS, joinOf } from './joins.ts';
import { OperatorField } from './operator-field.tsx';
import { useParts } from './parts.ts';
import { FieldProblems } from './problems.tsx';

interface Props {
  readonly card: BuilderCard;
  readonly disabled: boolean;
  readonly onText: () => void;
}

/** The first line of a card: what it says, as a sentence. */
export function CardHead({ card, disabled, onText }: Props) {
  if (card.form.as === 'text') {
    return (
      <div className="as-text">
        <pre className="code">{card.text}</pre>
        <p className="reason">
          {card.form.reason}{' '}
          {!disabled && (
            <Button kind="link" onPress={onText}>
              Edit as Text
            </Button>
          )}
        </p>
      </div>
    );
  }
  if (card.group) return <GroupSwitch card={card} disabled={disabled} />;
  return (
    <>
      <div className="sentence">
        <KindPill card={card} disabled={disabled} />
        {inline(card).map((field, index, all) =>
          field.role === 'operator' ? (
            <OperatorField
              key={field.key}
              field={field}
              isFurther={all[index - 1]?.role === 'operator'}
              disabled={disabled}
            />
          ) : (
            <InlineField key={field.key} field={field} disabled={disabled} />
          ),
        )}
        {!disabled && <AddKey at={card.path} keys={card.addable} label="add to this rule" words="condition" />}
      </div>
      {inline(card).map((field) => (
        <FieldProblems key={field.key} field={field} />
      ))}
    </>
  );
}

/** What a rule asks for; turned into another kind, it keeps what still makes sense. */
function KindPill({ card, disabled }: { readonly card: BuilderCard; readonly disabled: boolean }) {
  const builder = useBuilder();
  const kinds = card.kinds.filter(({ id }) => id !== card.kind);
  // As a word of the sentence: “Did”, where the kind is called “Did an event”.
  const said = card.fields.find(({ role }) => role === 'kind')?.title ?? card.title;
  // A filter is about a property: its name says so.
  if (card.item === 'filter') return null;
  if (!kinds.length) return <span className="word">{said}</span>;
  const options = [{ id: card.kind ?? '', title: card.title }, ...kinds].map(({ id, title }) => ({
    value: id,
    label: title,
    kind: 'rule' as const,
    deprecated: false,
    uses: 0,
  }));
  return (
    <Pill label="Kind of rule" text={said} tone="plain" disabled={disabled}>
      {(close) => (
        <Picker
          label="Kind of rule"
          source={{ from: 'given', options }}
          chosen={[card.kind]}
          onPick={({ value }) => {
            close();
            if (value !== card.kind) void builder.edit({ type: 'kind', card: card.path, kind: String(value) }, 'first');
          }}
        />
      )}
    </Pill>
  );
}

function InlineField({ field, disabled }: { readonly field: BuilderField; readonly disabled: boolean }) {
  const builder = useBuilder();
  const { Field } = useParts();
  if (field.role !== 'modifier') return <Field field={field} disabled={disabled} />;
  const isOn = field.value === true;
  return (
    <span className="entry">
      <span className="word">{field.title.toLowerCase()}</span>
      {!isOn && <Field field={field} disabled={disabled} />}
      {!field.required && !disabled && (
        <SmallButton
          icon="close"
          className="value-remove"
          label={`Remove ${field.title}`}
          onPress={() => void builder.edit({ type: 'unset', at: field.path })}
        />
      )}
    </span>
  );
}

/** “All of”, “any of”, “none of”: a group is changed with one press. */
function GroupSwitch({ card, disabled }: { readonly card: BuilderCard; readonly disabled: boolean }) {
  const builder = useBuilder();
  const count = card.group?.cards.length ?? 0;
  return (
    <div className="sentence">
      <Group className="segmented" aria-label="What the group asks for">
        {GROUPS.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={card.kind === kind}
            disabled={disabled}
            onClick={() => card.kind !== kind && void builder.edit({ type: 'kind', card: card.path, kind })}
          >
            {joinOf(kind).short}
          </button>
        ))}
      </Group>
      <span className="word">{count === 1 ? `this ${card.item}` : `these ${count} ${card.item}s`}</span>
    </div>
  );
}

const ORDER = ['kind', 'operator', 'modifier', 'window'];

/** Fields that are words of the sentence; the others have a line of their own. */
export function isInline({ role, input }: BuilderField): boolean {
  if (input.type === 'cards' || input.type === 'raw') return false;
  if (role === 'kind' || role === 'operator' || role === 'window') return true;
  return (
    input.type === 'text' ||
    input.type === 'time' ||
    (input.type === 'choice' && input.many === 'no') ||
    input.type === 'number' ||
    (input.type === 'property' && input.many === 'no')
  );
}

function inline(card: BuilderCard): readonly BuilderField[] {
  return card.fields.filter(isInline).sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role));
}
