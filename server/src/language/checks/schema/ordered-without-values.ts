import type { Check } from '../check.ts';
import { removeEntry } from '../edits.ts';
import { quoted } from '../wording.ts';

export const orderedWithoutValues: Check<{ readonly property: string }> = {
  code: 'ordered-without-values',
  severity: 'error',
  doc: '`ordered: true` says that `values` go from lowest to highest, so `values` must be there, with at least two of them.',
  message: ({ property }) =>
    `${quoted(property)} is ordered but has no values to order. List them in “values”, lowest first.`,
  fix: ({ range }, document) => removeEntry(document, range, 'Remove “ordered”'),
};
