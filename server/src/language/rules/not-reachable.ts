import { reachability } from './references.ts';

export const notReachable = reachability('not_reachable', {
  title: 'Not reachable on a channel',
  doc: 'The user can be reached on none of the channels.\n\n```yaml\n- not_reachable: push\n```',
  keyDoc: 'A channel of the schema, or several on which the user cannot be reached.\n\n`not_reachable: push`',
});
