import type { Check } from './check.ts';
import { removeEntry, replace } from './edits.ts';
import { didYouMean, enumerated, quoted } from './wording.ts';

/** `where` says what the key stands in: “a rule with did”. `allowed` is named when no spelling comes near. */
export const unknownKey: Check<{
  readonly key: string;
  readonly where: string;
  readonly suggestions: readonly string[];
  readonly allowed: readonly string[];
}> = {
  code: 'unknown-key',
  severity: 'error',
  doc: 'This key is not part of the language at this place. Correct its spelling or remove it.',
  message: ({ key, where, suggestions, allowed }) =>
    `Unknown key ${quoted(key)} in ${where}.${
      suggestions.length > 0 ? didYouMean(suggestions) : ` It takes ${enumerated(allowed, 'and', 12)}.`
    }`,
  fix: ({ range, data }, document) => [
    ...data.suggestions.map((name, index) => replace(`Change to ${quoted(name)}`, range, name, index === 0)),
    ...removeEntry(document, range, `Remove ${quoted(data.key)}`),
  ],
};
