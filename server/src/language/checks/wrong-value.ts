import type { Check } from './check.ts';
import { renameKeyOf, replace } from './edits.ts';
import { quoted } from './wording.ts';

/** `expected` and `found` are nouns: “a list of rules”, “a text”. `replacement` is YAML text for the whole value, `useKey` the key that takes it. */
export const wrongValue: Check<{
  readonly key: string;
  readonly expected: string;
  readonly found: string;
  readonly replacement?: string;
  readonly useKey?: string;
}> = {
  code: 'wrong-value',
  severity: 'error',
  doc: 'The value is of another kind than the key takes: a text where a list belongs, a text where a number belongs.\n\n`in: [iOS, Android]` takes a list, `is: iOS` one value, `gte: 18` a number.',
  message: ({ key, expected, found, replacement }) =>
    `${quoted(key)} takes ${expected}, not ${found}.${replacement === undefined ? '' : ` Write ${replacement}.`}`,
  fix: ({ range, data }, document) =>
    data.useKey !== undefined
      ? renameKeyOf(document, range, data.useKey)
      : data.replacement === undefined
        ? []
        : [replace(`Change to ${data.replacement}`, range, data.replacement, true)],
};
