import type { BuilderField, BuilderInput, BuilderValue } from '../../../../server/src/protocol/index.ts';
import { NumberInput } from '../controls/number-input.tsx';
import { Picker } from '../controls/picker.tsx';
import { Pill } from '../controls/pill.tsx';
import { TextInput } from '../controls/text-input.tsx';
import { useBuilder } from '../state/context.tsx';
import { isTimeInput } from '../time/modes.ts';
import { TimePill } from '../time/time-pill.tsx';
import { isList, sayValue } from '../words/values.ts';
import { choicesOf, isNumeric, nounOf, ownOf, placeholderOf, searchOf, sourceOf } from './inputs.ts';
import { ListValue } from './list-value.tsx';
import { MapFields } from './map-fields.tsx';
import { type FieldProps, useParts } from './parts.ts';
import { RawValue } from './raw-value.tsx';
import { Toggles } from './toggles.tsx';

/** A field's value, given as its input says. */
export function FieldValue({ field, disabled }: FieldProps) {
  const { Cards } = useParts();
  const { input } = field;
  if (isTimeInput(input)) return <TimePill field={field} disabled={disabled} />;
  switch (input.type) {
    case 'map':
      return <MapFields field={field} disabled={disabled} />;
    case 'cards':
      return field.cards ? <Cards cards={field.cards} within={field.key} disabled={disabled} /> : null;
    case 'raw':
      return <RawValue field={field} disabled={disabled} />;
    case 'range':
      return <Range field={field} of={input.of} disabled={disabled} />;
    case 'choice':
      if (input.many === 'no') break;
      return <Toggles field={field} choices={input.choices} disabled={disabled} />;
    default:
      if ('many' in input && input.many !== 'no') return <ListValue field={field} disabled={disabled} />;
  }
  return <OneValue field={field} input={input} value={field.value} at={[]} disabled={disabled} />;
}

interface OneProps {
  readonly field: BuilderField;
  readonly input: BuilderInput;
  readonly value: BuilderValue;
  /** Where in the field's value it stands. */
  readonly at: readonly number[];
  readonly disabled: boolean;
}

/** A single value: the whole of a field, or one end of a range. */
function OneValue({ field, input, value, at, disabled }: OneProps) {
  const builder = useBuilder();
  const give = (next: BuilderValue) => builder.edit({ type: 'set', at: field.path, value: put(field.value, at, next) });
  const noun = nounOf(field);
  const label = at.length ? `${noun}, ${at[0] === 0 ? 'from' : 'to'}` : noun;
  const invalid = field.problems.some(({ severity }) => severity === 'error');
  if (isNumeric(input)) {
    const { unit } = input;
    const limits = input.type === 'number' ? { min: input.min, max: input.max } : {};
    return <NumberInput {...{ label, value, unit, invalid, disabled, ...limits }} onCommit={give} />;
  }
  if (input.type === 'pattern' || (input.type === 'text' && !input.suggests)) {
    const text = value === null ? '' : String(value);
    const code = input.type === 'pattern';
    return <TextInput {...{ label, value: text, code, invalid, disabled }} onCommit={(typed) => give(typed)} />;
  }
  return (
    <Pill
      label={label}
      text={sayValue(value, choicesOf(input))}
      placeholder={placeholderOf(input)}
      tone={field.role === 'kind' ? 'subject' : 'value'}
      invalid={invalid}
      disabled={disabled}
    >
      {(close) => (
        <Picker
          label={label}
          source={sourceOf(field, input)}
          chosen={value === null ? [] : [value]}
          {...searchOf(field, input)}
          {...ownOf(input, value)}
          onPick={(option) => {
            close();
            void give(option.value);
          }}
        />
      )}
    </Pill>
  );
}

function Range({
  field,
  of,
  disabled,
}: {
  readonly field: BuilderField;
  readonly of: BuilderInput;
  readonly disabled: boolean;
}) {
  const ends = isList(field.value) ? field.value : [null, null];
  return (
    <span className="range">
      <OneValue field={field} input={of} value={ends[0] ?? null} at={[0]} disabled={disabled} />
      {/* “between 10 and 20”, but “hours 9 to 17”. */}
      <span className="word">{field.role === 'operator' ? 'and' : 'to'}</span>
      <OneValue field={field} input={of} value={ends[1] ?? null} at={[1]} disabled={disabled} />
    </span>
  );
}

/** The field's value with another one in that place. */
function put(value: BuilderValue, [index]: readonly number[], next: BuilderValue): BuilderValue {
  if (index === undefined) return next;
  const ends = isList(value) ? [value[0] ?? null, value[1] ?? null] : [null, null];
  ends[index] = next;
  return ends;
}
