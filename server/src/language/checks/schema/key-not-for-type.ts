import type { Check } from '../check.ts';
import { removeEntry } from '../edits.ts';
import { quoted } from '../wording.ts';

export const keyNotForType: Check<{ readonly key: string; readonly type: string }> = {
  code: 'key-not-for-type',
  severity: 'warning',
  doc: 'The key says nothing about a property of this type: `values`, `ordered` and `labels` are for texts, numbers and versions, `unit` is for numbers.',
  message: ({ key, type }) => `${quoted(key)} has no meaning for a property of type ${type}. Remove it.`,
  fix: ({ range, data }, document) => removeEntry(document, range, `Remove ${quoted(data.key)}`),
};
