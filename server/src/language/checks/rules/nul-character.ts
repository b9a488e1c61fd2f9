import type { Check } from '../check.ts';

export const nulCharacter: Check<Readonly<Record<string, never>>> = {
  code: 'nul-character',
  severity: 'error',
  doc: 'A NUL character is never part of a name or a value.',
  message: () => 'A text cannot hold a NUL character. Remove it.',
};
