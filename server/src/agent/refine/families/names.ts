/** “call it Winback”: another name for the segment. */
import type { RefineFamily } from '../refinement.ts';

export const names: RefineFamily = {
  id: 'names',
  examples: ['call it Winback', 'rename it to “Big spenders”', 'name the segment Lapsed buyers'],
  read({ wish, rules }) {
    const name = /^(?:call|rename|name)\s+(?:it|this|the segment|this segment)\s+(?:to\s+|as\s+)?(.+)$/i.exec(
      wish,
    )?.[1];
    const bare = name?.replace(/^[“"'‘]|[”"'’]$/g, '').trim();
    return bare ? { rules, name: bare } : undefined;
  },
};
