import type { Check } from '../check.ts';
import { enumerated, listed, quoted } from '../wording.ts';

export const conflictingProperty: Check<{
  readonly name: string;
  readonly events: readonly string[];
  readonly types: readonly string[];
}> = {
  code: 'conflicting-property',
  severity: 'error',
  doc: 'Several events in one rule are treated as one, so a property used must be declared on all of them with one type. Make a rule of each event, inside `any`.',
  message: ({ name, events, types }) =>
    `${quoted(name)} has different types on ${listed(events, 'and')}: ${enumerated(types, 'and')}. Make a rule of each event.`,
};
