/** Rules inside rules. */
import type { NameUse, Rule } from '../model.ts';

/** Every rule, nested ones after the group that holds them. */
export function* everyRule(rules: readonly Rule[]): Generator<Rule> {
  for (const rule of rules) {
    yield rule;
    if (isGroup(rule)) yield* everyRule(rule.of);
  }
}

export function isGroup(rule: Rule): rule is Extract<Rule, { readonly of: readonly Rule[] }> {
  return rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'none';
}

/** The segments that rules refer to. */
export function segmentUses(rules: readonly Rule[]): readonly NameUse[] {
  return [...everyRule(rules)].flatMap((rule) =>
    rule.kind === 'in_segment' || rule.kind === 'not_in_segment' ? rule.segments : [],
  );
}

/** Rules that must all hold: nested `all` groups are part of the list they stand in. */
export function conjunction(rules: readonly Rule[]): readonly Rule[] {
  return rules.flatMap((rule) => (rule.kind === 'all' ? conjunction(rule.of) : [rule]));
}
