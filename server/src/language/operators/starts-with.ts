import { textOperator } from './text.ts';

export const startsWith = textOperator('starts_with', {
  title: 'starts with',
  doc: 'The value begins with the text.\n\n`starts_with: "+91"`',
  verb: 'starts with',
});
