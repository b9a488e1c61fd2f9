import type { BuilderField, BuilderOption } from '../../../../server/src/protocol/index.ts';

import { Picker } from '../controls/picker.tsx';
import { Pill } from '../controls/pill.tsx';
import { SmallButton } from '../controls/small-button.tsx';
import { useBuilder } from '../state/context.tsx';
import { isTimeInput } from '../time/modes.ts';
import { useParts } from './parts.ts';

/** A condition on a value: “is at least 100”. */
export function OperatorField(props: {
  readonly field: BuilderField;
  /** Another condition stands before it. */
  readonly isFurther: boolean;
  readonly disabled: boolean;
}) {
  const { field, isFurther, disabled } = props;
  const builder = useBuilder();
  const { Field } = useParts();
  const own = { key: field.key, title: field.title, doc: field.doc };
  const options: readonly BuilderOption[] = [own, ...field.alternatives].map(({ key, title, doc }) => ({
    value: key,
    label: title,
    kind: 'operator',
    doc,
    deprecated: false,
    uses: 0,
  }));
  return (
    <span className="operator">
      {isFurther && <span className="word">and</span>}
      {!isTimeInput(field.input) && (
        <Pill label="Condition" text={field.title} tone="plain" disabled={disabled}>
          {(close) => (
            <Picker
              label="Condition"
              source={{ from: 'given', options }}
              chosen={[field.key]}
              onPick={({ value }) => {
                close();
                if (value !== field.key)
                  void builder.edit({ type: 'key', at: field.path, key: String(value) }, 'first');
              }}
            />
          )}
        </Pill>
      )}
      <Field field={field} disabled={disabled} />
      {isFurther && !disabled && (
        <SmallButton
          icon="close"
          className="value-remove"
          label={`Remove the condition ${field.title}`}
          onPress={() => void builder.edit({ type: 'unset', at: field.path })}
        />
      )}
    </span>
  );
}
