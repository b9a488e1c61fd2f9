import type { Check } from '../check.ts';
import { listed } from '../wording.ts';

export const severalRuleKinds: Check<{ readonly kinds: readonly string[] }> = {
  code: 'several-rule-kinds',
  severity: 'error',
  doc: 'A rule has exactly one of the keys that say what it is about. Make two rules of it: rules in a list must all hold.',
  message: ({ kinds }) => `A rule is about one thing, and this one says ${listed(kinds, 'and')}. Make a rule of each.`,
};
