import { report } from '../check.ts';
import type { DataCheck } from './data-check.ts';

export const matchesNobody: DataCheck<{
  readonly alone: number;
  /** Users whom the rules above left. */
  readonly before: number;
}> = {
  code: 'matches-nobody',
  severity: 'information',
  title: 'a segment that holds nobody, at the rule that leaves nobody',
  doc: 'In the present data nobody is left after this rule. Either nobody holds it, or nobody whom the rules above it left.',
  message: ({ alone, before }) =>
    alone === 0
      ? 'Nobody in the data holds this rule, so nobody is in the segment.'
      : `Nobody is left after this rule: ${users(alone)} hold it, but none of the ${before.toLocaleString('en')} whom the rules above left.`,
  find: (_subject, { counts }) => {
    if (!counts || counts.of === 0 || counts.total > 0) return [];
    const at = counts.rules.findIndex(({ remaining }) => remaining === 0);
    const emptying = counts.rules[at];
    if (!emptying) return [];
    const before = counts.rules[at - 1]?.remaining ?? counts.of;
    return [report(matchesNobody, emptying.rule.keyRange, { alone: emptying.alone, before })];
  },
};

const users = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'user' : 'users'}`;
