/** The rule that holds exactly for everyone else, where the language can say it as one rule. */
import type { Rule, RuleKind } from '../../model.ts';
import { operators } from '../../operators/index.ts';

/** Kinds that hold exactly where the other does not, as far as both can say the same. */
export const OPPOSITE_KINDS: Readonly<Partial<Record<RuleKind, RuleKind>>> = {
  did: 'did_not',
  did_not: 'did',
  in_segment: 'not_in_segment',
  not_in_segment: 'in_segment',
  reachable: 'not_reachable',
  not_reachable: 'reachable',
  in_list: 'not_in_list',
  not_in_list: 'in_list',
  any: 'none',
  none: 'any',
};

export function complementOf(rule: Rule): Rule | undefined {
  if (rule.kind === 'user') {
    const [condition, ...others] = rule.conditions;
    if (condition === undefined || others.length > 0) return undefined;
    if (condition.operator === 'exists' && condition.operand.kind === 'value') {
      const operand = { kind: 'value', value: condition.operand.value === false } as const;
      return { ...rule, conditions: [{ ...condition, operand }] };
    }
    const entry = operators[condition.operator];
    return 'inverse' in entry && entry.inverse !== undefined
      ? { ...rule, conditions: [{ ...condition, operator: entry.inverse }] }
      : undefined;
  }
  const kind = OPPOSITE_KINDS[rule.kind];
  if (kind === undefined) return undefined;
  if (rule.kind === 'did') {
    const { measures, occurrence, having: _having, ...plain } = rule;
    return measures.length === 0 && occurrence === undefined ? { ...plain, kind: 'did_not' } : undefined;
  }
  if (rule.kind === 'did_not') return { ...rule, kind: 'did', having: [], measures: [] };
  return { ...rule, kind } as Rule;
}
