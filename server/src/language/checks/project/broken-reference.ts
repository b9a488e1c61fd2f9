import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const brokenReference: Check<{ readonly id: string }> = {
  code: 'broken-reference',
  severity: 'error',
  doc: 'The segment that is referred to has errors of its own, so this one cannot be computed either. Mend that one first.',
  message: ({ id }) =>
    `The segment ${quoted(id)} has errors, so this rule cannot be computed. Mend ${quoted(id)} first.`,
};
