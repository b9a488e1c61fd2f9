import type { Check } from '../check.ts';
import { replace } from '../edits.ts';
import { quoted } from '../wording.ts';

/** `replacement` is YAML text. */
export const valueNotOfType: Check<{
  readonly value: string;
  readonly type: string;
  readonly key: string;
  readonly replacement?: string;
}> = {
  code: 'value-not-of-type',
  severity: 'error',
  doc: '`values` and `examples` have the type of their property. A number in a `string` property needs quotes, and so does a version that looks like a number.',
  message: ({ value, type, key, replacement }) =>
    `${quoted(value)} in ${quoted(key)} is not a ${type}.${replacement === undefined ? '' : ` Write ${replacement}.`}`,
  fix: ({ range, data }) =>
    data.replacement === undefined ? [] : [replace(`Change to ${data.replacement}`, range, data.replacement, true)],
};
