import type { Check } from '../check.ts';

const messages = {
  'utf-16': 'This file is UTF-16. Save it as UTF-8.',
  'utf-32': 'This file is UTF-32. Save it as UTF-8.',
  'not-utf-8': 'This file is not valid UTF-8. Save it as UTF-8.',
  nul: 'This file holds a NUL byte. Remove it; a segment file is plain UTF-8 text.',
} as const;

/** The bytes of the file are not UTF-8 text. */
export const notText: Check<{ readonly why: keyof typeof messages }> = {
  code: 'not-text',
  severity: 'error',
  doc: 'Segment files and the project schema are UTF-8 text without NUL bytes. A byte order mark is allowed.',
  message: ({ why }) => messages[why],
  fix: ({ data, range }) =>
    data.why === 'nul' ? [{ title: 'Remove the NUL byte', edits: [{ range, newText: '' }], preferred: true }] : [],
};
