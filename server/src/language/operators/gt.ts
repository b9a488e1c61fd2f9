import { comparison } from './comparison.ts';

export const gt = comparison('gt', {
  title: 'is more than',
  doc: 'More than the number, later than the version, above the ordered value; itself excluded.\n\n`gt: 18`',
  phrases: {
    number: (value) => `more than ${value}`,
    version: (value) => `later than ${value}`,
    ordered: (value) => `above ${value}`,
  },
});
