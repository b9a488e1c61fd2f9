import { group } from './groups.ts';

export const all = group('all', {
  title: 'All of',
  doc: 'Every one of the nested rules holds.\n\n```yaml\n- all:\n    - user: os\n      is: iOS\n    - did: Charged\n```',
  keyDoc: 'Rules that must all hold.',
});
