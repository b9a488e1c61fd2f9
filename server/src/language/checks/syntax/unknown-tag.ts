import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

/** A YAML tag (`!name`) that the language has no use for. */
export const unknownTag: Check<{ readonly tag: string }> = {
  code: 'unknown-tag',
  severity: 'error',
  doc: 'YAML tags such as `!name` mean nothing here. Text that begins with `!` needs quotes.',
  message: ({ tag }) =>
    `The tag ${quoted(tag)} means nothing here. Remove it, or put the text in quotes if it is meant to begin with !.`,
};
