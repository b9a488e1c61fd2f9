import type { BuilderValue } from '../../../../server/src/protocol/index.ts';
import type { Outcome } from '../state/edits.ts';
import { TextInput } from './text-input.tsx';

/** A number with its unit. What is typed is read as people write numbers: `1 200`, `1,200`, `0.5`. */
export function NumberInput(props: {
  readonly label: string;
  readonly value: BuilderValue;
  readonly unit?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly onCommit: (value: number) => Promise<Outcome>;
}) {
  const { label, value, unit, min, max, invalid, disabled, onCommit } = props;
  return (
    <span className="number">
      <TextInput
        label={unit ? `${label} in ${unit}` : label}
        placeholder="number"
        value={typeof value === 'number' || typeof value === 'string' ? String(value) : ''}
        numeric
        {...(invalid && { invalid })}
        {...(disabled && { disabled })}
        onCommit={(text) => {
          const number = readNumber(text);
          const fits = number !== undefined && number >= (min ?? -Infinity) && number <= (max ?? Infinity);
          return fits ? onCommit(number) : undefined;
        }}
      />
      {unit && <span className="unit">{unit}</span>}
    </span>
  );
}

export function readNumber(text: string): number | undefined {
  const plain = text.replace(/[\s_]|,(?=\d{3}(\D|$))/g, '');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return undefined;
  const number = Number(plain);
  // One too big for a number would be written as none.
  return Number.isFinite(number) ? number : undefined;
}
