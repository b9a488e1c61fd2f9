import { describeRule, lowerRules } from '../language/index.ts';
import type { Rule } from '../language/model.ts';
import type { EventSource, Plan } from '../language/plan.ts';
import type { ProjectSchema } from '../language/schema/model.ts';
import { type ProjectSnapshot, usesOf } from '../project/index.ts';
import type { CallOptions, EventRow, SegmentStore, Value } from '../store/ports.ts';
import { maskProperties } from './mask.ts';
import { type Prepared, prepareSegment, type Unprepared } from './prepare.ts';
import { momentOf } from './segment-insights.ts';

/** Why one rule holds for a user or does not. */
export interface RuleReason {
  readonly rule: Rule;
  readonly sentence: string;
  readonly holds: boolean;
  /** The user's own properties that the rule looks at, personal ones masked. */
  readonly properties: Readonly<Record<string, Value>>;
  /** The newest events that the rule counts, personal properties masked; `total` is how many there are. */
  readonly events: readonly { readonly total: number; readonly newest: readonly EventRow[] }[];
  /** The rules of a group. */
  readonly of: readonly RuleReason[];
}

export interface Why {
  readonly state: 'ready';
  readonly user: string;
  readonly asOf: number;
  readonly member: boolean;
  readonly rules: readonly RuleReason[];
}

export interface NoSuchUser {
  readonly state: 'no-user';
  readonly user: string;
  readonly asOf: number;
}

/** So many deciding events are shown for each rule. */
const NEWEST = 3;

/** Rule by rule, why a user is in a segment or is not. */
export async function whyUser(
  snapshot: ProjectSnapshot,
  store: SegmentStore,
  which: string,
  user: string,
  options: CallOptions & { readonly asOf?: string; readonly now?: number } = {},
): Promise<Why | NoSuchUser | Unprepared> {
  const prepared = await prepareSegment(snapshot, which, momentOf(store, options));
  if (prepared.state !== 'prepared') return prepared;
  const { plan, lists, segment } = prepared;
  const call: CallOptions = options.signal ? { signal: options.signal } : {};
  const all = flatten(segment.where);
  const plans = new Map(all.map((rule) => [rule, planOf(rule, prepared)]));
  const sets = [plan.root, ...plans.values()];
  const held = await store.membership({ plan, lists, sets, user }, call);
  if (!held) return { state: 'no-user', user, asOf: plan.asOf };
  const holds = new Map(all.map((rule, i) => [rule, held[i + 1] === true]));
  const row = await store.user(user, userProperties(segment.where), call);

  const reason = async (rule: Rule): Promise<RuleReason> => {
    const events = [];
    const isGroup = rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'none';
    for (const source of isGroup ? [] : sourcesOf(plans.get(rule))) {
      const found = await store.userEvents({ plan, user, source, limit: NEWEST }, call);
      events.push({ total: found.total, newest: found.events.map((event) => maskEvent(event, snapshot.schema)) });
    }
    const of: RuleReason[] = [];
    if (isGroup) for (const inner of rule.of) of.push(await reason(inner));
    const own = isGroup ? [] : userProperties([rule]);
    const properties = Object.fromEntries(own.map((name) => [name, row?.properties[name] ?? null]));
    return {
      rule,
      sentence: describeRule(rule, snapshot.schema),
      holds: holds.get(rule) === true,
      properties: maskProperties(properties, snapshot.schema.users),
      events,
      of,
    };
  };
  const rules: RuleReason[] = [];
  for (const rule of segment.where) rules.push(await reason(rule));
  return { state: 'ready', user, asOf: plan.asOf, member: held[0] === true, rules };
}

const flatten = (rules: readonly Rule[]): readonly Rule[] =>
  rules.flatMap((rule) =>
    rule.kind === 'all' || rule.kind === 'any' || rule.kind === 'none' ? [rule, ...flatten(rule.of)] : [rule],
  );

const planOf = (rule: Rule, { context }: Prepared): Plan => lowerRules([rule], context);

/** Properties of users that rules look at, each once. Those the schema does not declare are missing anyway. */
const userProperties = (rules: readonly Rule[]): readonly string[] => [
  ...new Set(usesOf(rules).flatMap((use) => (use.kind === 'property' && use.events.length === 0 ? [use.name] : []))),
];

/** The events that the leaves of a plan count. */
function sourcesOf(plan: Plan | undefined): readonly EventSource[] {
  if (!plan) return [];
  switch (plan.node) {
    case 'all':
    case 'any':
      return plan.of.flatMap(sourcesOf);
    case 'not':
      return sourcesOf(plan.of);
    case 'events':
      return [plan.source];
    case 'sequence':
      return plan.steps.map(({ events, where, at }, i) => ({
        events,
        ...(where ? { where } : {}),
        ...(at ? { at } : {}),
        // Only the first step's event has to lie in the outer window.
        span: i === 0 ? plan.span : { until: { at: plan.asOf, included: true } },
      }));
    default:
      return [];
  }
}

const maskEvent = (event: EventRow, schema: ProjectSchema): EventRow => ({
  ...event,
  properties: maskProperties(event.properties, schema.events.get(event.event)?.properties),
});
