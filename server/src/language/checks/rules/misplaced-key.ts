import type { Check } from '../check.ts';
import { removeEntry } from '../edits.ts';
import { quoted } from '../wording.ts';

/** `reason` is a clause with its full stop that says what to do instead. */
export const misplacedKey: Check<{ readonly key: string; readonly where: string; readonly reason: string }> = {
  code: 'misplaced-key',
  severity: 'error',
  doc: 'The key is known, but it says nothing at this place. `did_not` takes `where`, a window and `at` only; `regularly` takes no window; `share` and `occurrence` exclude each other; steps of a sequence take `where`, `at`, `within` and `same`.',
  message: ({ key, where, reason }) => `${quoted(key)} cannot stand in ${where}: ${reason}`,
  fix: ({ range, data }, document) => removeEntry(document, range, `Remove ${quoted(data.key)}`),
};
