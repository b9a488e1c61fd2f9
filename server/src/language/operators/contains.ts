import { textOperator } from './text.ts';

export const contains = textOperator('contains', {
  title: 'contains',
  doc: 'The text stands somewhere in the value.\n\n`contains: "@example.com"`',
  inverse: 'not_contains',
  verb: 'contains',
});
