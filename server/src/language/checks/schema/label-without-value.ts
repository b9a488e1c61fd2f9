import { quoteKey } from '../../format/quote.ts';
import type { Check } from '../check.ts';
import { removeEntry } from '../edits.ts';
import { didYouMean, quoted } from '../wording.ts';

export const labelWithoutValue: Check<{ readonly value: string; readonly suggestions: readonly string[] }> = {
  code: 'label-without-value',
  severity: 'warning',
  doc: '`labels` maps a value to what it means. This one labels a value that is not among `values`.',
  message: ({ value, suggestions }) =>
    `${quoted(value)} is labelled but is not one of the values.${didYouMean(suggestions)}`,
  fix: ({ range, suggestions = [], data }, document) => [
    ...suggestions.map((name) => ({ title: `Change to ${quoted(name)}`, edits: [{ range, newText: quoteKey(name) }] })),
    ...removeEntry(document, range, `Remove the label of ${quoted(data.value)}`),
  ],
};
