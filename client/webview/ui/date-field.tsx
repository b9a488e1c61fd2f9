import { type CalendarDateTime, parseDateTime } from '@internationalized/date';
import { DateField, DateInput, DateSegment, type DateValue, FieldError } from 'react-aria-components';
import { FieldLabel, type Named } from './fields.tsx';

interface Props extends Named {
  /** A local date-time, `2026-01-31T18:00`, or null. */
  readonly value: string | null;
  /** To the minute, of the same shape. */
  readonly onChange: (value: string | null) => void;
}

/** A date and a time of day, typed part by part in the order of VS Code's language. Whose local time it is, the label says. */
export function DateTimeField({ label, hideLabel, problem, value, onChange }: Props) {
  return (
    <DateField
      className="field date-field"
      granularity="minute"
      hourCycle={24}
      value={read(value)}
      onChange={(date: DateValue | null) => onChange(date === null ? null : date.toString().slice(0, 16))}
      isInvalid={problem !== undefined}
    >
      {FieldLabel({ label, hideLabel: hideLabel ?? false })}
      <DateInput className="input-frame date-input">
        {(segment) => <DateSegment segment={segment} className="date-segment" />}
      </DateInput>
      <FieldError className="field-problem">{problem}</FieldError>
    </DateField>
  );
}

function read(text: string | null): CalendarDateTime | null {
  if (text === null) return null;
  try {
    return parseDateTime(text);
  } catch {
    return null;
  }
}
