import { textOperator } from './text.ts';

export const endsWith = textOperator('ends_with', {
  title: 'ends with',
  doc: 'The value ends with the text.\n\n`ends_with: ".edu"`',
  verb: 'ends with',
});
