import type { Check } from '../check.ts';
import { removeEntry } from '../edits.ts';

export const eventSourceName: Check<{ readonly both: boolean }> = {
  code: 'event-source-name',
  severity: 'error',
  doc: 'An event source says how its events are called: `name` is the column that holds the name, `event` is one name for every row. Exactly one of them.',
  message: ({ both }) =>
    both
      ? 'An event source has either “name” or “event”, not both. Remove one of them.'
      : 'An event source needs “name” (the column with the event’s name) or “event” (one name for every row). Add one of them.',
  fix: ({ range, data }, document) => (data.both ? removeEntry(document, range, 'Remove “event”') : []),
};
