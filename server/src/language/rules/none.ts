import { group } from './groups.ts';

export const none = group('none', {
  title: 'None of',
  doc: 'Not one of the nested rules holds.\n\n```yaml\n- none:\n    - did: Unsubscribed\n    - user: blocked\n      is: true\n```',
  keyDoc: 'Rules of which none may hold.',
});
