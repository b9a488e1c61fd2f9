import type { BuilderField } from '../../../../server/src/protocol/index.ts';
import { Pill } from '../controls/pill.tsx';
import { useBuilder, useBuilderState } from '../state/context.tsx';
import { sayTime, sayTimeKey } from '../words/time.ts';
import { TimePicker } from './time-picker.tsx';

/** A window or a condition on a time, in words: “in the last 30 days”. Its key and its value are given together. */
export function TimePill({ field, disabled }: { readonly field: BuilderField; readonly disabled: boolean }) {
  const builder = useBuilder();
  const timezone = useBuilderState(({ model }) => model?.timezone ?? 'UTC');
  // Of a step, or of “every”, the key's name stands before it: it is only how long.
  const said = field.role === 'modifier' ? sayTime(field.value) : sayTimeKey(field.key, field.value);
  const alone = said === undefined && field.value !== null ? field.text : said;
  return (
    <Pill
      label={field.role === 'window' ? 'When' : field.title}
      text={alone}
      placeholder={`${field.title} …`}
      invalid={field.problems.length > 0}
      disabled={disabled}
      icon={field.role === 'window' ? 'calendar' : undefined}
      title={field.text}
    >
      {(close) => (
        <TimePicker
          field={field}
          timezone={timezone}
          onGive={(key, value) => {
            close();
            void builder.edit(
              key === field.key ? { type: 'set', at: field.path, value } : { type: 'key', at: field.path, key, value },
            );
          }}
          onRemove={
            field.required
              ? undefined
              : () => {
                  close();
                  void builder.edit({ type: 'unset', at: field.path });
                }
          }
        />
      )}
    </Pill>
  );
}
