import type { Check } from '../check.ts';
import { removeItem } from '../edits.ts';
import { quoted } from '../wording.ts';

export const duplicateValue: Check<{ readonly value: string; readonly key: string }> = {
  code: 'duplicate-value',
  severity: 'warning',
  doc: 'The list says the same thing twice. Remove one of them.',
  message: ({ value, key }) => `${quoted(value)} stands twice in ${quoted(key)}. Remove one of them.`,
  fix: ({ range, data }, document) => removeItem(document, range, `Remove this ${quoted(data.value)}`),
};
