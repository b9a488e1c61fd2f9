import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const piiInRule: Check<{ readonly name: string }> = {
  code: 'pii-in-rule',
  severity: 'warning',
  doc: 'The property is personal data (`pii: true`). Its values would stand in the file and in git. Prefer a property that does not name a person; `exists` or a list outside of git often does.',
  message: ({ name }) =>
    `${quoted(name)} is personal data, and what a rule says of it is kept in git. Use a property that does not identify a person if you can.`,
};
