import type { Check } from '../check.ts';
import { replace } from '../edits.ts';

export const reversedBetween: Check<{ readonly low: string; readonly high: string; readonly swapped: string }> = {
  code: 'reversed-between',
  severity: 'error',
  doc: 'The first end comes first: `between: [18, 30]`, `between: [2026-01-01, 2026-01-31]`; of durations ago the longer: `between: [60d, 30d]`.',
  message: ({ low, high, swapped }) => `This range is reversed: ${low} does not come before ${high}. Write ${swapped}.`,
  fix: ({ range, data }) => [replace(`Change to ${data.swapped}`, range, data.swapped, true)],
};
