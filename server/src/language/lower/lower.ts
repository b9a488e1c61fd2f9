/** Segments, rules and channels as plans, through the registry of rule kinds. */

import { describeRule } from '../describe/describe.ts';
import type { Rule, Segment } from '../model.ts';
import type { Plan, SegmentPlan } from '../plan.ts';
import { kindOf } from '../rules/registry.ts';
import type { ProjectSchema } from '../schema/model.ts';
import { zoneOf } from '../values/index.ts';
import { allOf, type LowerContext, type Lowering } from './lowering.ts';

/** A segment's plan, and those of its top-level rules in order. */
export interface Lowered {
  readonly plan: SegmentPlan;
  readonly rules: readonly Plan[];
}

/** Reachability of one channel: the user is unreachable for the first rule that fails. */
export interface ChannelPlan {
  readonly id: string;
  readonly label: string;
  readonly rules: readonly { readonly plan: Plan; readonly because: string }[];
}

/** Which users a segment holds. Its references must exist and be free of cycles: that is checked before. */
export function lowerSegment(segment: Segment, context: LowerContext): Lowered {
  const lowering = loweringOf(context, segment.id, [segment.id], new Map());
  const rules = segment.where.map(lowering.rule);
  const { asOf, schema } = context;
  return { plan: { asOf, zone: zoneOf(schema.timezone, asOf), root: allOf(rules) }, rules };
}

/** All of the rules, for the users that exist at `as_of`. */
export function lowerRules(rules: readonly Rule[], context: LowerContext): Plan {
  return loweringOf(context, context.segmentId, [context.segmentId], new Map()).rules(rules);
}

/** Every channel of the schema, in its order. A rule without a reason is named by its sentence. */
export function lowerChannels(schema: ProjectSchema, context: LowerContext): readonly ChannelPlan[] {
  const lowering = loweringOf({ ...context, schema }, context.segmentId, [], new Map());
  return [...schema.channels.values()].map(({ id, label, rules }) => ({
    id,
    label,
    rules: rules.map(({ rule, because }) => ({
      plan: lowering.rule(rule),
      because: because ?? describeRule(rule, schema),
    })),
  }));
}

/** `known` holds the segments lowered so far: one that is referred to again and again is lowered once. */
function loweringOf(
  context: LowerContext,
  segmentId: string,
  path: readonly string[],
  known: Map<string, Plan>,
): Lowering {
  const lowering: Lowering = {
    context,
    clock: { asOf: context.asOf, timezone: context.schema.timezone },
    segmentId,
    rule: (rule) => kindOf(rule).lower(rule, lowering),
    rules: (rules) => allOf(rules.map(lowering.rule)),
    segment: (id) => {
      const before = known.get(id);
      if (before !== undefined) return before;
      const segment = context.segment(id);
      if (segment === undefined) throw new Error(`The segment ${id} is not known.`);
      if (path.includes(id)) throw new Error(`Segments refer to each other in a circle: ${[...path, id].join(', ')}`);
      const plan = loweringOf(context, id, [...path, id], known).rules(segment.where);
      known.set(id, plan);
      return plan;
    },
  };
  return lowering;
}
