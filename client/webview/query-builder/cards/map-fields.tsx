import { Group } from 'react-aria-components';
import { AddKey } from './add-key.tsx';
import { OperatorField } from './operator-field.tsx';
import { type FieldProps, useParts } from './parts.ts';

/** The entries of a map in a row: `sum` is “of amount, is at least 100”. */
export function MapFields({ field, disabled }: FieldProps) {
  const { Field } = useParts();
  const fields = field.fields ?? [];
  return (
    <Group className="map" aria-label={field.title}>
      {fields.map((entry, index) =>
        entry.role === 'operator' ? (
          <OperatorField
            key={entry.key}
            field={entry}
            isFurther={fields[index - 1]?.role === 'operator'}
            disabled={disabled}
          />
        ) : (
          <span className="entry" key={entry.key}>
            <span className="word">{entry.title.toLowerCase()}</span>
            <Field field={entry} disabled={disabled} />
          </span>
        ),
      )}
      {!disabled && <AddKey at={field.path} keys={field.addable ?? []} label={`Add to ${field.title}`} />}
    </Group>
  );
}
