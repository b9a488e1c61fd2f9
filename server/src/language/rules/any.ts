import { group } from './groups.ts';

export const any = group('any', {
  title: 'Any of',
  doc: 'At least one of the nested rules holds.\n\n```yaml\n- any:\n    - user: city\n      is: Pune\n    - did: Charged\n```',
  keyDoc: 'Rules of which at least one must hold.',
});
