import { comparison } from './comparison.ts';

export const gte = comparison('gte', {
  title: 'is at least',
  doc: 'At least the number, version or ordered value; itself included.\n\n`gte: 18` · `gte: "10.2"` · `gte: Gold`',
  phrases: {
    number: (value) => `at least ${value}`,
    version: (value) => `${value} or later`,
    ordered: (value) => `${value} or higher`,
  },
});
