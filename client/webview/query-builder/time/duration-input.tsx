import { type Duration, SHORT_UNITS, UNIT_IDS, type Unit, unitName } from '../words/duration.ts';

/** An amount with its unit. */
export function DurationInput(props: {
  readonly label: string;
  readonly value: Duration;
  /** Units under a day are allowed. */
  readonly short: boolean;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (value: Duration) => void;
}) {
  const { label, value, short, autoFocus, disabled, onChange } = props;
  const units = UNIT_IDS.filter((unit) => short || !SHORT_UNITS.includes(unit) || unit === value.unit);
  return (
    <span className="duration">
      <input
        type="number"
        min={1}
        step={1}
        className="field"
        aria-label={label}
        // biome-ignore lint/a11y/noAutofocus: it opens because a person wants to change it
        autoFocus={autoFocus}
        disabled={disabled}
        value={value.amount || ''}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange({ ...value, amount: Math.max(0, Math.floor(event.target.valueAsNumber || 0)) })}
      />
      <select
        className="field"
        aria-label={`${label}, unit`}
        disabled={disabled}
        value={value.unit}
        onChange={(event) => onChange({ ...value, unit: event.target.value as Unit })}
      >
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {unitName(unit, value.amount)}
          </option>
        ))}
      </select>
    </span>
  );
}
