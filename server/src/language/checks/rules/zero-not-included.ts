import type { Check } from '../check.ts';
import { replace } from '../edits.ts';
import { quoted } from '../wording.ts';

/** `replacement` is YAML text for the whole of the bounds. */
export const zeroNotIncluded: Check<{ readonly measure: string; readonly replacement?: string }> = {
  code: 'zero-not-included',
  severity: 'warning',
  doc: '`did` always means at least one event, so `count: {lte: 3}` is 1 to 3 and leaves out who has none. Write `between: [1, 3]` to say so, or put the rule and a `did_not` into `any` to include them.',
  message: ({ measure, replacement }) =>
    `${quoted(measure)} looks as if it included zero, but did means at least one event.${replacement === undefined ? '' : ` Write ${replacement} to say so.`} To include users with none, put this rule and a did_not into any.`,
  fix: ({ range, data }) =>
    data.replacement === undefined ? [] : [replace(`Write ${data.replacement}`, range, data.replacement, true)],
};
