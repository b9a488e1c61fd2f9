import type { Check } from '../check.ts';
import { removeEntry } from '../edits.ts';
import { quoted } from '../wording.ts';

export const needsKey: Check<{ readonly key: string; readonly needs: string; readonly why: string }> = {
  code: 'needs-key',
  severity: 'error',
  doc: 'The key only makes sense beside another: `share` needs `where`, `having` needs `occurrence`, `ignore_case` needs an operator on text.',
  message: ({ key, needs, why }) => `${quoted(key)} needs ${quoted(needs)} beside it: ${why}`,
  fix: ({ range, data }, document) => removeEntry(document, range, `Remove ${quoted(data.key)}`),
};
