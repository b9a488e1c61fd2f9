import { Group } from 'react-aria-components';
import type { BuilderField, BuilderValue } from '../../../../server/src/protocol/index.ts';
import { announce } from '../../ui/index.ts';
import { Picker } from '../controls/picker.tsx';
import { Pill } from '../controls/pill.tsx';
import { SmallButton } from '../controls/small-button.tsx';
import { useBuilder } from '../state/context.tsx';
import { ofValues, sayValue, valuesOf } from '../words/values.ts';
import { choicesOf, nounOf, ownOf, placeholderOf, searchOf, sourceOf } from './inputs.ts';

/** One or several values, each a pill of its own, with a way to add more. */
export function ListValue({ field, disabled }: { readonly field: BuilderField; readonly disabled: boolean }) {
  const builder = useBuilder();
  const { input } = field;
  const many = 'many' in input ? input.many : 'no';
  const values = valuesOf(field.value);
  const give = (next: readonly BuilderValue[]) =>
    builder.edit({ type: 'set', at: field.path, value: ofValues(next, many) });
  const isSubject = field.role === 'kind';
  const noun = nounOf(field);
  const picker = { label: noun, source: sourceOf(field, input), ...searchOf(field, input) };
  const invalid = field.problems.some(({ severity }) => severity === 'error');
  const remove = (index: number) => {
    announce(`${sayValue(values[index], choicesOf(input)) ?? 'value'} removed`);
    void give(values.filter((_, at) => at !== index));
  };
  return (
    <Group className="values" aria-label={field.title}>
      {(values.length ? values : [null]).map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: another value in a place keeps the place's focus
        <span className="value" key={index}>
          {index > 0 && <span className={isSubject ? 'word' : 'visually-hidden'}>{isSubject ? 'or' : ','}</span>}
          <Pill
            label={noun}
            text={sayValue(value, choicesOf(input))}
            placeholder={placeholderOf(input)}
            tone={isSubject ? 'subject' : 'value'}
            invalid={invalid}
            disabled={disabled}
          >
            {(close) => (
              <Picker
                {...picker}
                {...ownOf(input, value)}
                chosen={values}
                onPick={(option) => {
                  close();
                  // In its place; one that stands elsewhere in the list already is not said twice.
                  const next = values.length
                    ? values.map((old, at) => (at === index ? option.value : old))
                    : [option.value];
                  void give(next.filter((one, at) => at === index || one !== option.value));
                }}
              />
            )}
          </Pill>
          {values.length > 1 && !disabled && (
            <SmallButton
              icon="close"
              className="value-remove"
              label={`Remove ${sayValue(value, choicesOf(input)) ?? 'this value'}`}
              onPress={() => remove(index)}
            />
          )}
        </span>
      ))}
      {values.length > 0 && values[0] !== null && !disabled && (
        <Pill label={`Add another ${noun.toLowerCase()}`} text="" icon="add" tone="more">
          {() => (
            // Stays open: several are added in one go.
            <Picker
              {...picker}
              {...ownOf(input, null)}
              chosen={values}
              onPick={({ value }) =>
                void give(values.includes(value) ? values.filter((other) => other !== value) : [...values, value])
              }
            />
          )}
        </Pill>
      )}
    </Group>
  );
}
