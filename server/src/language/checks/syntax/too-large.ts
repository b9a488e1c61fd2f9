import type { Check } from '../check.ts';

/** The file passes a limit of size, depth or number of values; it is not read at all. */
export const tooLarge: Check<{ readonly what: string; readonly limit: string }> = {
  code: 'too-large',
  severity: 'error',
  doc: 'Files have limits of size, of nesting and of the number of values, so that no file can stall the editor. A file beyond them is not read.',
  message: ({ what, limit }) =>
    `This file ${what}, which is more than the limit of ${limit}. It is not read; split it or make it simpler.`,
};
