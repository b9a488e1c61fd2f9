import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { BuilderField, BuilderValue } from '../../../../server/src/protocol/index.ts';
import { type Duration, PERIODS, readDuration, writeDuration } from '../words/duration.ts';
import { isMoment, sayDuration, sayPeriod } from '../words/time.ts';
import { isList } from '../words/values.ts';
import { DurationInput } from './duration-input.tsx';
import { type Mode, modeOf, modesOf } from './modes.ts';
import { MomentInput } from './moment-input.tsx';

const COMMON: readonly Duration[] = [
  { amount: 7, unit: 'd' },
  { amount: 14, unit: 'd' },
  { amount: 30, unit: 'd' },
  { amount: 90, unit: 'd' },
  { amount: 6, unit: 'mo' },
  { amount: 1, unit: 'y' },
];

interface Given {
  readonly duration: Duration;
  readonly from: Duration;
  readonly to: Duration;
  readonly moment: string | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
}

/**
 * Gives a time in one of the ways that its key and the keys it can be changed into allow.
 * `onGive` is called once, with the whole of it; Escape gives nothing.
 */
export function TimePicker(props: {
  readonly field: BuilderField;
  readonly timezone: string;
  readonly onGive: (key: string, value: BuilderValue) => void;
  readonly onRemove?: (() => void) | undefined;
}) {
  const { field, timezone, onGive, onRemove } = props;
  const modes = modesOf(field);
  const [mode, setMode] = useState<Mode | undefined>(() => modeOf(field, modes));
  const [given, setGiven] = useState(() => read(field.value));
  if (!mode) return null;
  const change = (part: Partial<Given>) => setGiven({ ...given, ...part });
  const value = timeOf(mode, given);
  const short = mode.input?.short ?? false;
  return (
    <form
      className="time-picker"
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== undefined) onGive(mode.key, value);
      }}
    >
      {modes.length > 1 && (
        <ListBox
          aria-label="How it is given"
          className="modes"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[mode.id]}
          onSelectionChange={(keys) => {
            const next = modes.find(({ id }) => keys !== 'all' && keys.has(id));
            if (next?.form === 'other') onGive(next.key, next.blank ?? null);
            else if (next) setMode(next);
          }}
        >
          {modes.map(({ id, title }) => (
            <ListBoxItem key={id} id={id} className="option">
              {title}
            </ListBoxItem>
          ))}
        </ListBox>
      )}
      <div className="time-value">
        {mode.form === 'duration' && (
          <>
            <DurationInput
              label={mode.title}
              value={given.duration}
              short={short}
              autoFocus
              onChange={(duration) => change({ duration })}
            />
            <div className="presets">
              {COMMON.map((duration) => (
                <button
                  key={writeDuration(duration)}
                  type="button"
                  className="chip"
                  onClick={() => onGive(mode.key, writeDuration(duration))}
                >
                  {sayDuration(duration)}
                </button>
              ))}
            </div>
          </>
        )}
        {mode.form === 'period' && (
          <div className="presets">
            {PERIODS.map((period) => (
              <button
                key={period}
                type="button"
                className="chip"
                aria-pressed={field.value === period}
                onClick={() => onGive(mode.key, period)}
              >
                {sayPeriod(period)}
              </button>
            ))}
          </div>
        )}
        {mode.form === 'durations' && (
          <div className="pair">
            <DurationInput
              label="From, ago"
              value={given.from}
              short={short}
              autoFocus
              onChange={(from) => change({ from })}
            />
            <span>and</span>
            <DurationInput label="To, ago" value={given.to} short={short} onChange={(to) => change({ to })} />
            <span>ago</span>
          </div>
        )}
        {mode.form === 'moment' && (
          <MomentInput
            label="Day"
            value={given.moment}
            timezone={timezone}
            times={mode.input?.times ?? false}
            onChange={(moment) => change({ moment })}
          />
        )}
        {mode.form === 'moments' && (
          <div className="pair days">
            {(['start', 'end'] as const).map((part) => (
              <MomentInput
                key={part}
                label={part === 'start' ? 'From' : 'To'}
                value={given[part]}
                timezone={timezone}
                times={mode.input?.times ?? false}
                onChange={(moment) => change({ [part]: moment })}
              />
            ))}
          </div>
        )}
        <footer>
          <span className="zone">{mode.form.startsWith('moment') && `Time zone: ${timezone}`}</span>
          {onRemove && (
            <button type="button" className="button button-secondary" onClick={onRemove}>
              Remove
            </button>
          )}
          {mode.form !== 'period' && (
            <button type="submit" className="button button-primary" disabled={value === undefined}>
              Apply
            </button>
          )}
        </footer>
      </div>
    </form>
  );
}

/** What stands there, and what the other ways begin with. */
function read(value: BuilderValue): Given {
  const [first, second] = isList(value) ? value : [value, undefined];
  const month: Duration = { amount: 30, unit: 'd' };
  const duration = readDuration(first) ?? month;
  const moment = isMoment(first) ? first : undefined;
  return {
    duration,
    from: isList(value) && readDuration(first) ? duration : { ...duration, amount: duration.amount * 2 },
    to: readDuration(second) ?? duration,
    moment,
    start: moment,
    end: isMoment(second) ? second : undefined,
  };
}

function timeOf({ form }: Mode, { duration, from, to, moment, start, end }: Given): BuilderValue | undefined {
  switch (form) {
    case 'duration':
      return duration.amount ? writeDuration(duration) : undefined;
    case 'durations':
      return from.amount && to.amount ? [writeDuration(from), writeDuration(to)] : undefined;
    case 'moment':
      return moment;
    case 'moments':
      return start && end ? [start, end] : undefined;
    default:
      return undefined;
  }
}
