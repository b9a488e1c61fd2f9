import type { Check } from '../check.ts';
import { removeEntry, removeItem } from '../edits.ts';
import { quoted } from '../wording.ts';

export const neverHolds: Check<{ readonly what: string; readonly reason: string; readonly part: 'rule' | 'measure' }> =
  {
    code: 'never-holds',
    severity: 'warning',
    doc: 'No user can ever satisfy this. Change its bounds, or drop it.',
    message: ({ what, reason }) => `${quoted(what)} can never hold: ${reason}`,
    fix: ({ range, data }, document) =>
      data.part === 'rule'
        ? removeItem(document, range, 'Remove what never holds')
        : removeEntry(document, range, 'Remove what never holds'),
  };
