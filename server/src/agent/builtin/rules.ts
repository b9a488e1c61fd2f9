/** Drafts -> rules as they are written in a segment file. */
import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import type { Draft, EventDraft, FilterDraft, Node, UserDraft } from './drafts.ts';
import { isGroup } from './drafts.ts';

export type PlainRule = Readonly<Record<string, unknown>>;

function valueOperators(
  values: readonly (string | number)[],
  negated: boolean,
  list: boolean,
  every: boolean,
): Record<string, unknown> {
  if (list) {
    if (values.length === 1) return negated ? { excludes: values[0] } : { includes: values[0] };
    return every ? { includes_all: [...values] } : { includes_any: [...values] };
  }
  if (values.length === 1) return negated ? { is_not: values[0] } : { is: values[0] };
  return negated ? { not_in: [...values] } : { in: [...values] };
}

const NEGATIONS: Readonly<Record<string, (operand: unknown) => Record<string, unknown> | undefined>> = {
  is: (value) => (typeof value === 'boolean' ? undefined : { is_not: value }),
  in: (values) => ({ not_in: values }),
  contains: (value) => ({ not_contains: value }),
  within: (value) => ({ not_within: value }),
  includes: (value) => ({ excludes: value }),
  exists: (value) => ({ exists: value !== true }),
};

/** The complement of one operator, where the language has it. */
function negate(operators: Record<string, unknown>): Record<string, unknown> | undefined {
  const entries = Object.entries(operators);
  const [key, operand] = entries[0] ?? [];
  return entries.length === 1 && key !== undefined && Object.hasOwn(NEGATIONS, key)
    ? NEGATIONS[key]!(operand)
    : undefined;
}

function filterRules(filters: readonly FilterDraft[]): PlainRule[] {
  return filters.map((filter) => {
    if (filter.values)
      return { property: filter.property, ...valueOperators(filter.values, filter.negated ?? false, false, false) };
    const negated = filter.negated ? negate(filter.operators) : undefined;
    if (filter.negated && !negated) return { none: [{ property: filter.property, ...filter.operators }] };
    return { property: filter.property, ...(negated ?? filter.operators) };
  });
}

function eventRules(draft: EventDraft): PlainRule[] {
  // “bought both Shoes and Bags”: one rule for each value.
  const split = draft.filters.find((filter) => filter.every && (filter.values?.length ?? 0) > 1);
  if (split)
    return split.values!.flatMap((value) =>
      eventRules({
        ...draft,
        filters: draft.filters.map((filter) =>
          filter === split ? { ...filter, values: [value], every: false } : filter,
        ),
      }),
    );
  const events = draft.events.length === 1 ? draft.events[0] : [...draft.events];
  const where = filterRules(draft.filters);
  const base = { ...(where.length ? { where } : {}), ...draft.window, ...(draft.at ? { at: draft.at } : {}) };
  if (draft.negated) return [{ did_not: events, ...base }];
  const having = filterRules(draft.having);
  return [
    {
      did: events,
      ...base,
      ...(draft.occurrence ? { occurrence: draft.occurrence } : {}),
      ...(having.length && draft.occurrence ? { having } : {}),
      ...draft.measures,
    },
  ];
}

/** A negation that `did_not` cannot hold (“didn’t buy more than twice”): the complement of the whole rule. */
function eventComplement(draft: EventDraft): PlainRule[] {
  if (!draft.negated || (!Object.keys(draft.measures).length && !draft.occurrence)) return eventRules(draft);
  return [{ none: eventRules({ ...draft, negated: false }) }];
}

function userRules(draft: UserDraft, property: Property | undefined): PlainRule[] {
  const list = property?.type.startsWith('list') ?? false;
  if (draft.values) {
    if (list && draft.negated && draft.values.length > 1)
      return [{ none: [{ user: draft.property, ...valueOperators(draft.values, false, true, draft.every ?? false) }] }];
    return [{ user: draft.property, ...valueOperators(draft.values, draft.negated, list, draft.every ?? false) }];
  }
  if (!draft.negated) return [{ user: draft.property, ...draft.operators }];
  const negated = negate(draft.operators);
  return negated ? [{ user: draft.property, ...negated }] : [{ none: [{ user: draft.property, ...draft.operators }] }];
}

function draftRules(draft: Draft, schema: ProjectSchema): PlainRule[] {
  switch (draft.kind) {
    case 'event':
      return eventComplement(draft);
    case 'user':
      return userRules(draft, schema.users.get(draft.property));
    case 'reach': {
      if (draft.every && !draft.negated) return draft.channels.map((channel) => ({ reachable: channel }));
      const channels = draft.channels.length === 1 ? draft.channels[0] : [...draft.channels];
      return [draft.negated ? { not_reachable: channels } : { reachable: channels }];
    }
    case 'segment': {
      const segments = draft.segments.length === 1 ? draft.segments[0] : [...draft.segments];
      return [draft.negated ? { not_in_segment: segments } : { in_segment: segments }];
    }
    case 'fixed':
      return draft.negated ? negatedFixed(draft.rules) : [...draft.rules];
    case 'sequence':
      return [
        {
          sequence: draft.steps.map((step) => {
            const events = step.events.length === 1 ? step.events[0] : [...step.events];
            const where = filterRules(step.filters);
            return {
              [step.negated ? 'did_not' : 'did']: events,
              ...(where.length ? { where } : {}),
              ...(step.bare ? { within: step.bare } : {}),
              ...(step.at ? { at: step.at } : {}),
              ...(step.same ? { same: step.same } : {}),
            };
          }),
          ...draft.window,
        },
      ];
  }
}

function negatedFixed(rules: readonly PlainRule[]): PlainRule[] {
  const [only] = rules;
  if (rules.length === 1 && only && 'did' in only) {
    const { did, ...rest } = only;
    if (Object.keys(rest).every((key) => ['within', 'between', 'before', 'after', 'where', 'at'].includes(key)))
      return [{ did_not: did, ...rest }];
  }
  return [{ none: rules.length === 1 ? [...rules] : [{ all: [...rules] }] }];
}

/** The rules that a node stands for; all of them must hold. */
export function nodeRules(node: Node, schema: ProjectSchema): PlainRule[] {
  if (!isGroup(node)) return draftRules(node, schema);
  if (node.kind === 'all') return node.of.flatMap((each) => nodeRules(each, schema));
  const of = node.of.map((each) => {
    const rules = nodeRules(each, schema);
    return rules.length === 1 ? rules[0]! : { all: rules };
  });
  if (node.kind === 'any') return [{ any: of }];
  const [only] = of;
  const simple = of.length === 1 && only ? complement(only) : undefined;
  return [simple ?? { none: of }];
}

/** “excluding those who uninstalled” is plainly “did not uninstall”. */
function complement(rule: PlainRule): PlainRule | undefined {
  const swap = (from: string, to: string): PlainRule =>
    Object.fromEntries(Object.entries(rule).map(([key, value]) => [key === from ? to : key, value]));
  if (
    'did' in rule &&
    Object.keys(rule).every((key) => ['did', 'within', 'between', 'before', 'after', 'where', 'at'].includes(key))
  )
    return swap('did', 'did_not');
  if ('in_segment' in rule) return swap('in_segment', 'not_in_segment');
  if ('reachable' in rule) return swap('reachable', 'not_reachable');
  if ('user' in rule) {
    const { user, ...operators } = rule;
    const negated = negate(operators);
    return negated ? { user, ...negated } : undefined;
  }
  return undefined;
}
