import type { Check } from '../check.ts';
import { removeItem } from '../edits.ts';

/** `what` is a clause: “os is iOS and os is Android”. */
export const contradictoryRules: Check<{ readonly what: string; readonly parts: 'rules' | 'filters' }> = {
  code: 'contradictory-rules',
  severity: 'warning',
  doc: 'Both must hold and both cannot, so nobody is in it. Drop one, or put them into `any`.',
  message: ({ what, parts }) =>
    parts === 'rules'
      ? `These rules cannot both hold: ${what}. Nobody satisfies them; drop one, or put them into any.`
      : `These filters cannot both hold: ${what}. No event passes them; drop one, or put them into any.`,
  fix: ({ range, data }, document) => removeItem(document, range, `Remove this ${data.parts.slice(0, -1)}`),
};
