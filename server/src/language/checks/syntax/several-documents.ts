import type { Check } from '../check.ts';

/** A second YAML document begins; only the first is read. */
export const severalDocuments: Check<null> = {
  code: 'several-documents',
  severity: 'error',
  doc: 'A file is one YAML document. What follows a `---` line is not read: put it into a file of its own.',
  message: () => 'A second YAML document begins here and is not read. Put it into a file of its own.',
};
