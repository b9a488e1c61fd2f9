import {
  type CalendarDate,
  type CalendarDateTime,
  parseDate,
  parseDateTime,
  toCalendarDate,
  toCalendarDateTime,
  today,
} from '@internationalized/date';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  DateField,
  DateInput,
  DateSegment,
  Heading,
  Label,
} from 'react-aria-components';
import { Icon } from '../../ui/index.ts';

/** A local day, or with `times` a moment of it. */
export function MomentInput(props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly timezone: string;
  /** A time of the day can be given. */
  readonly times: boolean;
  readonly calendar?: boolean;
  readonly autoFocus?: boolean;
  readonly onChange: (text: string) => void;
}) {
  const { label, value, timezone, times, calendar = true, autoFocus, onChange } = props;
  const moment = readMoment(value);
  const hasTime = moment !== undefined && 'hour' in moment;
  const give = (next: CalendarDate | CalendarDateTime | null) => next && onChange(writeMoment(next));
  return (
    <div className="moment">
      <DateField
        className="field"
        value={moment ?? null}
        placeholderValue={today(timezone)}
        granularity={hasTime ? 'minute' : 'day'}
        hourCycle={24}
        onChange={give}
        {...(autoFocus && { autoFocus })}
      >
        <Label className="field-label">{label}</Label>
        <DateInput className="input-frame date-input">
          {(segment) => <DateSegment segment={segment} className="date-segment" />}
        </DateInput>
      </DateField>
      {times && (
        <label className="check">
          <input
            type="checkbox"
            checked={hasTime}
            disabled={!moment}
            onChange={(event) =>
              moment && give(event.target.checked ? toCalendarDateTime(moment) : toCalendarDate(moment))
            }
          />
          with a time of day
        </label>
      )}
      {calendar && (
        <Calendar
          aria-label={`${label}: calendar`}
          value={moment ? toCalendarDate(moment) : null}
          defaultFocusedValue={moment ? toCalendarDate(moment) : today(timezone)}
          firstDayOfWeek="mon"
          onChange={(date) => give(hasTime ? toCalendarDateTime(date, moment) : date)}
        >
          <div className="calendar-head">
            <Button slot="previous" className="icon-button">
              <Icon name="chevron-left" />
            </Button>
            <Heading />
            <Button slot="next" className="icon-button">
              <Icon name="chevron-right" />
            </Button>
          </div>
          <CalendarGrid>{(date) => <CalendarCell date={date} className="day" />}</CalendarGrid>
        </Calendar>
      )}
    </div>
  );
}

function readMoment(text: string | undefined): CalendarDate | CalendarDateTime | undefined {
  try {
    if (!text) return undefined;
    return text.includes('T') ? parseDateTime(text.replace(/(Z|[+-]\d{2}:?\d{2})$/, '')) : parseDate(text);
  } catch {
    return undefined;
  }
}

function writeMoment(moment: CalendarDate | CalendarDateTime): string {
  return 'hour' in moment ? moment.toString().slice(0, 16) : moment.toString();
}
