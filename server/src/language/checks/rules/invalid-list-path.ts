import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const invalidListPath: Check<{ readonly path: string; readonly reason: string }> = {
  code: 'invalid-list-path',
  severity: 'error',
  doc: 'A list is a `.csv` file of the project, named by its path from the project’s root: `lists/vip.csv`.',
  message: ({ path, reason }) => `${quoted(path)} cannot be a list. ${reason}`,
};
