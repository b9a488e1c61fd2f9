import { isGroup, lowerRules } from '../language/index.ts';
import type { Rule } from '../language/model.ts';
import type { SegmentPlan } from '../language/plan.ts';
import type { ProjectSnapshot } from '../project/index.ts';
import type { CallOptions, Lists, RuleCounts, RulePlan, SegmentStore } from '../store/ports.ts';
import { type Prepared, prepareSegment, type Unprepared } from './prepare.ts';
import { momentOf } from './segment-insights.ts';

/** Where a rule stands in its segment's file: keys and positions from the root, `['where', 1, 'any', 0]`. */
export type RulePath = readonly (string | number)[];

/** A rule of a segment, of a group too, with its numbers; what they mean is said at `RuleCounts`. */
export interface NumberedRule {
  readonly path: RulePath;
  readonly rule: Rule;
  readonly alone: number;
  readonly remaining: number;
}

/** Every rule of a segment with its numbers, in the order of the text, from one evaluation. */
export interface AllRuleNumbers {
  readonly state: 'counted';
  readonly asOf: number;
  readonly rules: readonly NumberedRule[];
}

/** The question about a prepared segment's rules: plain data, so that equal questions can be told. */
export interface RuleNumbersQuery {
  readonly plan: SegmentPlan;
  readonly lists: Lists;
  readonly rules: readonly RulePlan[];
}

/** Counts every rule of a segment, also those in groups. `which` is an id or a URI. */
export async function ruleNumbers(
  snapshot: ProjectSnapshot,
  store: SegmentStore,
  which: string,
  options: CallOptions & { readonly asOf?: string; readonly now?: number } = {},
): Promise<AllRuleNumbers | Unprepared> {
  const prepared = await prepareSegment(snapshot, which, momentOf(store, options));
  if (prepared.state !== 'prepared') return prepared;
  const counts = await store.ruleCounts(ruleNumbersQuery(prepared), options);
  return {
    state: 'counted',
    asOf: prepared.plan.asOf,
    rules: numberedRules(prepared.segment.where, counts),
  };
}

export function ruleNumbersQuery({ segment, plan, lists, context }: Prepared): RuleNumbersQuery {
  const tree = (rule: Rule): RulePlan => ({
    plan: lowerRules([rule], context),
    ...(isGroup(rule) ? { group: { by: rule.kind, of: rule.of.map(tree) } } : {}),
  });
  return { plan, lists, rules: segment.where.map(tree) };
}

/** Rules joined with their counts, groups before what is in them. */
export function numberedRules(
  rules: readonly Rule[],
  counts: readonly RuleCounts[],
  list: RulePath = ['where'],
): readonly NumberedRule[] {
  return rules.flatMap((rule, i) => {
    const own = counts[i];
    if (!own) return [];
    const path = [...list, i];
    const numbered = { path, rule, alone: own.alone, remaining: own.remaining };
    return isGroup(rule) ? [numbered, ...numberedRules(rule.of, own.of, [...path, rule.kind])] : [numbered];
  });
}
