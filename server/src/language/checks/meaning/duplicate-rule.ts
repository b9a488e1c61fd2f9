import type { Check } from '../check.ts';
import { removeItem } from '../edits.ts';

export const duplicateRule: Check<{ readonly what: string }> = {
  code: 'duplicate-rule',
  severity: 'warning',
  tags: ['unnecessary'],
  doc: 'The same is said twice in one list. Once is enough.',
  message: ({ what }) => `This ${what} stands here twice. Remove one.`,
  fix: ({ range, data }, document) => removeItem(document, range, `Remove the second ${data.what}`),
};
