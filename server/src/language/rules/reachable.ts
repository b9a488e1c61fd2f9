import { reachability } from './references.ts';

export const reachable = reachability('reachable', {
  title: 'Reachable on a channel',
  doc: 'The user can be reached on the channel, or on any of several.\n\n```yaml\n- reachable: [push, email]\n```',
  keyDoc: 'A channel of the schema, or several of which one is enough.\n\n`reachable: push`',
});
