import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const segmentIdForm: Check<{ readonly id: string; readonly better: string }> = {
  code: 'segment-id-form',
  severity: 'warning',
  doc: 'A segment’s id is its file’s name, in lower-case kebab: `lapsed-buyers.segment.yaml`.',
  message: ({ id, better }) =>
    `The segment’s id ${quoted(id)} comes from the file’s name and should be lower-case with hyphens. Rename the file${better === '' ? '' : ` to ${better}.segment.yaml`}.`,
};
