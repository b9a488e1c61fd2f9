import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const sensitiveInRule: Check<{ readonly name: string }> = {
  code: 'sensitive-in-rule',
  severity: 'warning',
  doc: 'The property is sensitive (`sensitive: true`: health, religion, …). Selecting people by it may be unlawful or unwanted.',
  message: ({ name }) => `${quoted(name)} is sensitive. Be sure that people may be selected by it.`,
};
