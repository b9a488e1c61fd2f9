/** Rules that hold for every user. */
import { report } from '../../checks/check.ts';
import { alwaysHolds } from '../../checks/meaning/always-holds.ts';
import type { Rule } from '../../model.ts';
import type { RuleContext } from '../context.ts';
import { meaningKey } from '../meaning-key.ts';
import { complementOf } from './complement.ts';

/** Reports the rule when nobody can fail it. */
export function checkAlways(rule: Rule, context: RuleContext): void {
  const reason = whyAlways(rule);
  if (reason === undefined) return;
  context.report(report(alwaysHolds, rule.range, { what: rule.kind, reason, part: 'rule' }));
}

function whyAlways(rule: Rule): string | undefined {
  if (rule.kind === 'sample') return rule.percent === 100 ? '100 percent are all users.' : undefined;
  if (rule.kind !== 'any') return undefined;
  if (rule.of.some((inner) => whyAlways(inner) !== undefined)) return 'one of its rules always does.';
  const keys = new Set(rule.of.map(meaningKey));
  const opposite = rule.of.some((inner) => {
    const complement = complementOf(inner);
    return complement !== undefined && keys.has(meaningKey(complement));
  });
  return opposite ? 'one of its rules is the opposite of another.' : undefined;
}
