import type { Check } from '../check.ts';
import { removeItemAround } from '../edits.ts';
import { quoted } from '../wording.ts';

export const ruleNotAllowed: Check<{ readonly kind: string }> = {
  code: 'rule-not-allowed',
  severity: 'error',
  doc: 'A channel’s rules may be any but `reachable`, `not_reachable`, `in_segment`, `not_in_segment` and `sample`: they speak of the user’s own data.',
  message: ({ kind }) =>
    `${quoted(kind)} cannot stand in a channel’s rules. Say it by the user’s properties or events.`,
  fix: ({ range }, document) => removeItemAround(document, range, 'Remove the rule'),
};
