import type { Check } from '../check.ts';
import { removeEntry } from '../edits.ts';
import { listed, quoted } from '../wording.ts';

export const severalWindows: Check<{ readonly keys: readonly string[] }> = {
  code: 'several-windows',
  severity: 'error',
  doc: 'An event rule takes one window: `within`, `between`, `before` or `after`. Use `between` for a stretch with two ends.',
  message: ({ keys }) =>
    `Only one window can stand here, and there are ${listed(keys, 'and')}. Keep one, or use between for both ends.`,
  fix: ({ range, data }, document) => removeEntry(document, range, `Remove ${quoted(data.keys.at(-1) ?? '')}`),
};
