import type { Check } from '../check.ts';
import { replace } from '../edits.ts';

export const unquotedVersion: Check<{ readonly source: string }> = {
  code: 'unquoted-version',
  severity: 'error',
  doc: 'An unquoted `10.2` is a number in YAML, and 10.10 would be 10.1. Write versions in quotes: `gte: "10.2"`.',
  message: ({ source }) => `The version ${source} is a number here. Write it in quotes: "${source}".`,
  fix: ({ range, data }) => [replace(`Write "${data.source}"`, range, `"${data.source}"`, true)],
};
