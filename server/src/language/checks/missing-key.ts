import type { Check } from './check.ts';
import { quoted } from './wording.ts';

/** `insert` is the text that adds the key, and where: made by whoever knows the place. */
export const missingKey: Check<{
  readonly key: string;
  readonly where: string;
  readonly insert?: { readonly at: number; readonly text: string };
}> = {
  code: 'missing-key',
  severity: 'error',
  doc: 'A key that must be there is missing. A segment needs `name` and `where`; `sum` needs `of`; `near` needs `lat`, `lon` and `radius`.',
  message: ({ key, where }) => `${where} needs ${quoted(key)}. Add it.`,
  fix: ({ data }) =>
    data.insert === undefined
      ? []
      : [
          {
            title: `Add ${quoted(data.key)}`,
            edits: [{ range: { start: data.insert.at, end: data.insert.at }, newText: data.insert.text }],
            preferred: true,
          },
        ],
};
