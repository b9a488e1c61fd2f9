import type { Check } from '../check.ts';

/** A key that is a list, a mapping or nothing; the entry is left out. */
export const notAKey: Check<{ readonly why: 'collection' | 'empty' }> = {
  code: 'not-a-key',
  severity: 'error',
  doc: 'Keys are words or quoted text. YAML would also allow lists and mappings as keys; the segment language does not.',
  message: ({ why }) =>
    why === 'empty'
      ? 'A key is missing before this colon.'
      : 'A list or mapping cannot be a key. Write a word or a quoted text.',
};
