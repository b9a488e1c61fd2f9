import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const invalidVersion: Check<{ readonly text: string }> = {
  code: 'invalid-version',
  severity: 'error',
  doc: 'A version is numbers with dots, perhaps a pre-release: `10.2.1`, `2.0.0-rc.1`.',
  message: ({ text }) => `${quoted(text)} is not a version. Write it like "10.2.1" or "2.0.0-rc.1".`,
};
