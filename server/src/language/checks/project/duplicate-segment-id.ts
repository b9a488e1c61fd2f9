import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const duplicateSegmentId: Check<{ readonly id: string }> = {
  code: 'duplicate-segment-id',
  severity: 'error',
  doc: 'Two files of one project have the same name, and a segment’s id is its file’s name. Rename one.',
  message: ({ id }) => `Another file of the project also is the segment ${quoted(id)}. Rename one of them.`,
};
