import { comparison } from './comparison.ts';

export const lte = comparison('lte', {
  title: 'is at most',
  doc: 'At most the number, version or ordered value; itself included.\n\n`lte: 30`',
  phrases: {
    number: (value) => `at most ${value}`,
    version: (value) => `${value} or earlier`,
    ordered: (value) => `${value} or lower`,
  },
});
