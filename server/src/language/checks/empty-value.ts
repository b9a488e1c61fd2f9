import type { Check } from './check.ts';
import { removeEntry, removeItem } from './edits.ts';
import { quoted } from './wording.ts';

/** `needs` says what to put there: “at least one rule”. */
export const emptyValue: Check<{ readonly key: string; readonly needs: string }> = {
  code: 'empty-value',
  severity: 'error',
  doc: 'Nothing stands here. An empty group, list, `where`, `at`, measure or operand says nothing, so it is an error.',
  message: ({ key, needs }) => `${quoted(key)} is empty. Give it ${needs}.`,
  fix: ({ range, data }, document) => [
    ...removeEntry(document, range, `Remove ${quoted(data.key)}`),
    ...removeItem(document, range, 'Remove what is empty'),
  ],
};
