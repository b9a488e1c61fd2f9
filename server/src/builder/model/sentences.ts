/** Cards in words, by where their values begin. */
import {
  describeRule,
  describeStep,
  everyRule,
  filterWords,
  parseRule,
  type RuleContext,
} from '../../language/index.ts';
import type { Filter, Rule } from '../../language/model.ts';
import type { ProjectSchema } from '../../language/schema/model.ts';
import type { SyntaxNode } from '../../language/syntax/tree.ts';

export type Sentences = ReadonlyMap<number, string>;

/** What rules, and the filters and steps in them, say; those with errors say nothing. */
export function sentencesOf(rules: readonly Rule[], schema: ProjectSchema): Sentences {
  const sentences = new Map<number, string>();
  const ofFilters = (filters: readonly Filter[]): void => {
    for (const filter of filters) {
      sentences.set(filter.range.start, filterWords([filter]));
      if (filter.kind !== 'property') ofFilters(filter.of);
    }
  };
  for (const rule of everyRule(rules)) {
    sentences.set(rule.range.start, describeRule(rule, schema));
    if (rule.kind === 'did' || rule.kind === 'did_not') ofFilters(rule.where);
    if (rule.kind === 'did') ofFilters(rule.having);
    if (rule.kind !== 'sequence') continue;
    for (const step of rule.steps) {
      sentences.set(step.range.start, describeStep(step));
      ofFilters(step.where);
    }
  }
  return sentences;
}

/** What one rule says, whatever is around it. */
export function ruleSentences(node: SyntaxNode, context: Omit<RuleContext, 'report' | 'place'>): Sentences {
  const parsed = parseRule(node, { ...context, place: 'segment', report: () => {} });
  return parsed === undefined ? new Map() : sentencesOf([parsed.rule], context.schema as ProjectSchema);
}
