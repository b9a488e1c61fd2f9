import type { Check } from '../check.ts';
import { removeEntry, removeItem } from '../edits.ts';
import { quoted } from '../wording.ts';

export const alwaysHolds: Check<{ readonly what: string; readonly reason: string; readonly part: 'rule' | 'measure' }> =
  {
    code: 'always-holds',
    severity: 'warning',
    tags: ['unnecessary'],
    doc: 'Every user satisfies this, so it selects nothing. Drop it, or say what was meant.',
    message: ({ what, reason }) => `${quoted(what)} always holds: ${reason}`,
    fix: ({ range, data }, document) =>
      data.part === 'rule'
        ? removeItem(document, range, 'Remove what always holds')
        : removeEntry(document, range, 'Remove what always holds'),
  };
