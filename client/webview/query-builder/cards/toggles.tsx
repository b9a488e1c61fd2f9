import { Group } from 'react-aria-components';
import type { BuilderChoice, BuilderField } from '../../../../server/src/protocol/index.ts';
import { useBuilder } from '../state/context.tsx';
import { valuesOf } from '../words/values.ts';

/** Several of a few: a row of buttons that are on or off. */
export function Toggles(props: {
  readonly field: BuilderField;
  readonly choices: readonly BuilderChoice[];
  readonly disabled: boolean;
}) {
  const { field, choices, disabled } = props;
  const builder = useBuilder();
  const on = valuesOf(field.value);
  return (
    <Group className="toggles" aria-label={field.title}>
      {choices.map(({ value, label }) => {
        const isOn = on.includes(value);
        return (
          <button
            key={String(value)}
            type="button"
            className="chip"
            aria-pressed={isOn}
            disabled={disabled}
            onClick={() => {
              // In the order of the choices, whatever the order in which they are switched on.
              const next = choices
                .map((choice) => choice.value)
                .filter((one) => (one === value ? !isOn : on.includes(one)));
              void builder.edit(
                next.length ? { type: 'set', at: field.path, value: next } : { type: 'unset', at: field.path },
              );
            }}
          >
            {label}
          </button>
        );
      })}
    </Group>
  );
}
