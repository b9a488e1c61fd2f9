import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const segmentIdForm: Check<{ readonly id: string; readonly better: string }> = {
  code: 'segment-id-form',
  severity: 'error',
  doc: 'A segment’s id is its file’s name, in lower-case kebab: `lapsed-buyers.segment.yaml`.',
  message: ({ id, better }) =>
    `A segment’s id is its file’s name, in lower-case words joined by hyphens; ${quoted(id)} is not. Rename the file${better === '' ? '' : ` to ${better}.segment.yaml`}.`,
};
