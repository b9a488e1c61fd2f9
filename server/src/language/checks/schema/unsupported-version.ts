import type { Check } from '../check.ts';
import { replace } from '../edits.ts';
import { quoted } from '../wording.ts';

export const unsupportedVersion: Check<{ readonly version: string | undefined }> = {
  code: 'unsupported-version',
  severity: 'error',
  doc: '`version` is the version of the schema language, not of your project. There is only 1.',
  message: ({ version }) =>
    `${version === undefined ? 'This' : quoted(version)} is not a version of the schema language. Write 1.`,
  fix: ({ range }) => [replace('Change to 1', range, '1', true)],
};
