import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const equalSegments: Check<{ readonly id: string }> = {
  code: 'equal-segments',
  severity: 'warning',
  doc: 'Another segment has the same rules, so both always hold the same users. Keep one, and refer to it with `in_segment`.',
  message: ({ id }) =>
    `The segment ${quoted(id)} has the same rules. Keep one of them, or refer to it with in_segment.`,
};
