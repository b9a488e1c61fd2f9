import type { Check } from '../check.ts';
import { replace } from '../edits.ts';

export const liveNeedsSequence: Check<Readonly<Record<string, never>>> = {
  code: 'live-needs-sequence',
  severity: 'error',
  doc: 'A `live` segment is a sequence watched as events come in: users enter when its last step is satisfied.\n\n```yaml\ntype: live\nwhere:\n  - sequence:\n      - did: Added To Cart\n      - did_not: Charged\n        within: 2h\n```',
  message: () =>
    'A live segment needs a sequence: users enter when its last step is satisfied. Add one, or use type: past_behavior.',
  fix: ({ range }) => [replace('Change to past_behavior', range, 'past_behavior')],
};
