import type { Check } from '../check.ts';
import { renameKeyOf } from '../edits.ts';
import { quoted } from '../wording.ts';

/** `reason` is a sentence with its full stop that says what to write; `useKey` is the key that takes the value. */
export const invalidWindow: Check<{
  readonly key: string;
  readonly reason: string;
  readonly useKey?: string;
}> = {
  code: 'invalid-window',
  severity: 'error',
  doc: '| window | example |\n| --- | --- |\n| `within` | `30d`, `this_month` |\n| `before` | `30d` (ago), `2026-01-01` |\n| `after` | `2026-01-01` |\n| `between` | `[2026-01-01, 2026-01-31]`, `[60d, 30d]` |\n\nPeriods are for `within` and `not_within` only; a duration mixes with nothing.',
  message: ({ key, reason }) => `${quoted(key)} cannot take this. ${reason}`,
  fix: ({ range, data }, document) => (data.useKey === undefined ? [] : renameKeyOf(document, range, data.useKey)),
};
