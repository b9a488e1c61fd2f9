import { comparison } from './comparison.ts';

export const lt = comparison('lt', {
  title: 'is less than',
  doc: 'Less than the number, earlier than the version, below the ordered value; itself excluded.\n\n`lt: 30`',
  phrases: {
    number: (value) => `less than ${value}`,
    version: (value) => `earlier than ${value}`,
    ordered: (value) => `below ${value}`,
  },
});
