/**
 * The shape a language model answers in: a zod model that strict structured output accepts (every key required, nothing
 * optional, no open objects). What comes in is untrusted: parsed, then checked.
 */
import * as z from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const near = z.object({ lat: z.number(), lon: z.number(), radius: z.string() });
const OPERATORS = [
  'is',
  'is_not',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'matches',
  'exists',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'on',
  'before',
  'after',
  'within',
  'not_within',
  'within_next',
  'anniversary_within_next',
  'includes',
  'includes_any',
  'includes_all',
  'excludes',
  'near',
] as const;

const condition = z.object({
  operator: z.enum(OPERATORS),
  value: z.union([scalar, z.array(z.union([z.string(), z.number()])), near]),
});
const window = z.object({
  operator: z.enum(['within', 'between', 'before', 'after']),
  value: z.union([z.string(), z.array(z.string())]),
});
const at = z.object({
  hours: z.union([z.array(z.number()), z.null()]),
  weekdays: z.union([z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])), z.null()]),
  monthdays: z.union([z.array(z.number()), z.null()]),
});
const optional = <T extends z.ZodType>(type: T) => z.union([type, z.null()]);

const propertyFilter = z.object({ property: z.string(), conditions: z.array(condition) });
const filter = z.union([
  propertyFilter,
  z.object({ group: z.enum(['all', 'any', 'none']), filters: z.array(propertyFilter) }),
]);
const measure = z.union([
  z.object({ measure: z.enum(['count', 'days', 'share']), conditions: z.array(condition) }),
  z.object({
    measure: z.enum(['sum', 'avg', 'min', 'max', 'distinct']),
    of: z.string(),
    conditions: z.array(condition),
  }),
  z.object({ measure: z.literal('regularly'), every: z.string(), periods: z.number(), conditions: z.array(condition) }),
]);

const step = z.object({
  rule: z.enum(['did', 'did_not']),
  events: z.array(z.string()),
  where: z.array(filter),
  at: optional(at),
  within: optional(z.string()),
  same: optional(z.string()),
});

const simpleRule = [
  z.object({ rule: z.literal('user'), property: z.string(), conditions: z.array(condition) }),
  z.object({
    rule: z.literal('did'),
    events: z.array(z.string()),
    where: z.array(filter),
    window: optional(window),
    at: optional(at),
    occurrence: optional(z.enum(['first', 'last'])),
    having: z.array(filter),
    measures: z.array(measure),
  }),
  z.object({
    rule: z.literal('did_not'),
    events: z.array(z.string()),
    where: z.array(filter),
    window: optional(window),
    at: optional(at),
  }),
  z.object({ rule: z.literal('sequence'), steps: z.array(step), window: optional(window) }),
  z.object({ rule: z.enum(['in_segment', 'not_in_segment']), segments: z.array(z.string()) }),
  z.object({ rule: z.enum(['reachable', 'not_reachable']), channels: z.array(z.string()) }),
  z.object({ rule: z.literal('sample'), percent: z.number(), seed: optional(z.string()) }),
  z.object({ rule: z.literal('glossary'), term: z.string(), negated: z.boolean() }),
] as const;

/** Groups nest; `z.lazy` becomes a reference in the JSON Schema. */
export type Rule = z.infer<(typeof simpleRule)[number]> | { rule: 'all' | 'any' | 'none'; rules: Rule[] };
const rule: z.ZodType<Rule> = z.lazy(() =>
  z.union([...simpleRule, z.object({ rule: z.enum(['all', 'any', 'none']), rules: z.array(rule) })]),
);

export const answer = z.object({
  name: z.string(),
  description: z.string(),
  rules: z.array(rule),
  assumptions: z.array(z.string()),
  questions: z.array(z.object({ about: z.string(), question: z.string(), options: z.array(z.string()) })),
  not_understood: z.array(z.string()),
  /** `rules` are places in the list of rules, so that what a phrase became is told from the rule itself. */
  phrases: z.array(z.object({ text: z.string(), rules: z.array(z.number()) })),
});
export type Answer = z.infer<typeof answer>;

/** The JSON Schema that is sent. Generated, so that it cannot differ from what is parsed. */
export function answerSchema(): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(answer, { target: 'draft-2020-12', reused: 'ref' }) as Record<
    string,
    unknown
  >;
  return schema;
}

export type Condition = z.infer<typeof condition>;
export type Filter = z.infer<typeof filter>;
export type Measure = z.infer<typeof measure>;
export type Window = z.infer<typeof window>;
export type LocalTime = z.infer<typeof at>;
