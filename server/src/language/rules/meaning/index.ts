/**
 * What is well-formed and still says nothing, says it twice, or can never be so.
 * Invariant: warns only of what is certain, and only about rules without errors: a broken rule is absent here.
 * Knows the model alone: no text, no tree.
 */
import { report } from '../../checks/check.ts';
import { duplicateRule } from '../../checks/meaning/duplicate-rule.ts';
import type { Filter, Rule } from '../../model.ts';
import type { RuleContext } from '../context.ts';
import { meaningKey } from '../meaning-key.ts';
import { conjunction, isGroup } from '../walk.ts';
import { checkAlways } from './always.ts';
import { checkContradictions } from './contradictions.ts';
import { checkMeasures } from './measures.ts';

/** Reports on rules that must all hold, and on everything inside them. */
export function checkMeaning(rules: readonly Rule[], context: RuleContext): void {
  checkDuplicates(rules, context);
  checkTogether(conjunction(rules), context);
  for (const rule of conjunction(rules)) checkInside(rule, context);
  for (const rule of rules) if (rule.kind === 'all') checkNestedDuplicates(rule, context);
}

function checkNestedDuplicates(rule: Rule, context: RuleContext): void {
  if (!isGroup(rule)) return;
  checkDuplicates(rule.of, context);
  if (rule.kind === 'all') for (const inner of rule.of) checkNestedDuplicates(inner, context);
}

function checkTogether(rules: readonly Rule[], context: RuleContext): void {
  checkContradictions(rules, context);
}

function checkInside(rule: Rule, context: RuleContext): void {
  checkAlways(rule, context);
  if (rule.kind === 'did') checkMeasures(rule, context);
  if (rule.kind === 'did' || rule.kind === 'did_not') checkFilters(rule.where, context);
  if (rule.kind === 'did') checkFilters(rule.having, context);
  if (rule.kind === 'sequence') for (const step of rule.steps) checkFilters(step.where, context);
  if (rule.kind === 'any' || rule.kind === 'none') {
    checkDuplicates(rule.of, context);
    for (const inner of rule.of) {
      if (inner.kind === 'all') checkMeaning(inner.of, context);
      else {
        checkTogether([inner], context);
        checkInside(inner, context);
      }
    }
  }
}

/** Filters that must all pass, nested `all` groups included. */
function checkFilters(filters: readonly Filter[], context: RuleContext): void {
  const flat = (list: readonly Filter[]): readonly Filter[] =>
    list.flatMap((filter) => (filter.kind === 'all' ? flat(filter.of) : [filter]));
  checkContradictions(flat(filters), context);
  for (const filter of filters)
    if (filter.kind === 'any') for (const inner of filter.of) checkFilters([inner], context);
}

function checkDuplicates(rules: readonly Rule[], context: RuleContext): void {
  const seen = new Map<string, Rule>();
  for (const rule of rules) {
    const key = meaningKey(rule);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, rule);
    else {
      const related = [{ range: first.range, message: 'The first one' }];
      context.report(report(duplicateRule, rule.range, { what: 'rule' }, { related }));
    }
  }
}
