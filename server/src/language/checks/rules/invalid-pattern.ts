import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const invalidPattern: Check<{ readonly pattern: string; readonly reason: string }> = {
  code: 'invalid-pattern',
  severity: 'error',
  doc: '`matches` takes a regular expression in RE2 syntax: no look-around and no back-references. It searches anywhere; anchor it with `^` and `$`.',
  message: ({ pattern, reason }) => `${quoted(pattern)} is not a regular expression in RE2 syntax: ${reason}.`,
};
