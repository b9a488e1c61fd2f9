import type { Check } from '../check.ts';
import { didYouMean, quoted } from '../wording.ts';

export const unknownTimezone: Check<{ readonly timezone: string; readonly suggestions: readonly string[] }> = {
  code: 'unknown-timezone',
  severity: 'error',
  doc: '`timezone` is the IANA name of a time zone, such as `Asia/Kolkata` or `UTC`. Offsets and abbreviations are not: they do not say when clocks change.',
  message: ({ timezone, suggestions }) =>
    `There is no time zone ${quoted(timezone)}.${suggestions.length > 0 ? didYouMean(suggestions) : ' Write an IANA name such as Asia/Kolkata.'}`,
};
