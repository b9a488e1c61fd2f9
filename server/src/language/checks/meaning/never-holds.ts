import type { Check } from '../check.ts';
import { quoted } from '../wording.ts';

export const neverHolds: Check<{ readonly what: string; readonly reason: string; readonly part: 'rule' | 'measure' }> =
  {
    code: 'never-holds',
    severity: 'warning',
    doc: 'No user can ever satisfy this. Change its bounds, or drop it.',
    message: ({ what, reason }) => `${quoted(what)} can never hold: ${reason}`,
  };
