/**
 * The shape a language model answers in: a zod model that strict structured output accepts (every key required, nothing
 * optional, no open objects), and its way into rules as they are written. What comes in is untrusted: parsed, then checked.
 */
import * as z from 'zod';
import type { ProjectSchema } from '../../language/schema/model.ts';
import { ruleLine } from '../render.ts';
import type { PlainRule, ProviderDraft } from '../result.ts';

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
type Rule = z.infer<(typeof simpleRule)[number]> | { rule: 'all' | 'any' | 'none'; rules: Rule[] };
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
  const { $schema: _, ...schema } = z.toJSONSchema(answer, { target: 'draft-2020-12', reused: 'ref' }) as Record<string, unknown>;
  return schema;
}

type Condition = z.infer<typeof condition>;

function operators(conditions: readonly Condition[]): PlainRule {
  return Object.fromEntries(conditions.map(({ operator, value }) => [operator, value]));
}

function filters(list: readonly z.infer<typeof filter>[]): PlainRule[] {
  return list.map((each) =>
    'group' in each
      ? { [each.group]: filters(each.filters) }
      : { property: each.property, ...operators(each.conditions) },
  );
}

function one(list: readonly string[]): string | readonly string[] {
  return list.length === 1 ? list[0]! : list;
}

function time(given: { window?: z.infer<typeof window> | null; at?: z.infer<typeof at> | null }): PlainRule {
  const local = given.at
    ? Object.fromEntries(Object.entries(given.at).filter(([, value]) => value !== null && value.length > 0))
    : {};
  return {
    ...(given.window ? { [given.window.operator]: given.window.value } : {}),
    ...(Object.keys(local).length ? { at: local } : {}),
  };
}

function where(list: readonly z.infer<typeof filter>[], key = 'where'): PlainRule {
  return list.length ? { [key]: filters(list) } : {};
}

function measures(list: readonly z.infer<typeof measure>[]): PlainRule {
  return Object.fromEntries(
    list.map((each) => {
      const limits = operators(each.conditions);
      if (each.measure === 'regularly') return [each.measure, { every: each.every, periods: each.periods, ...limits }];
      return [each.measure, 'of' in each ? { of: each.of, ...limits } : limits];
    }),
  );
}

function plain(given: Rule, schema: ProjectSchema): PlainRule[] {
  switch (given.rule) {
    case 'user':
      return [{ user: given.property, ...operators(given.conditions) }];
    case 'did':
      return [
        {
          did: one(given.events),
          ...where(given.where),
          ...time(given),
          ...(given.occurrence ? { occurrence: given.occurrence } : {}),
          ...where(given.having, 'having'),
          ...measures(given.measures),
        },
      ];
    case 'did_not':
      return [{ did_not: one(given.events), ...where(given.where), ...time(given) }];
    case 'sequence':
      return [
        {
          sequence: given.steps.map((each) => ({
            [each.rule]: one(each.events),
            ...where(each.where),
            ...time({ at: each.at }),
            ...(each.within ? { within: each.within } : {}),
            ...(each.same ? { same: each.same } : {}),
          })),
          ...time({ window: given.window }),
        },
      ];
    case 'in_segment':
    case 'not_in_segment':
      return [{ [given.rule]: one(given.segments) }];
    case 'reachable':
    case 'not_reachable':
      return [{ [given.rule]: one(given.channels) }];
    case 'sample':
      return [{ sample: given.percent, ...(given.seed ? { seed: given.seed } : {}) }];
    case 'glossary': {
      const source = schema.glossary.get(given.term)?.source;
      // An unknown term stays in, so that the checker refuses it and the model hears of it.
      const rules = Array.isArray(source) ? (source as PlainRule[]) : [{ glossary: given.term }];
      return given.negated ? [{ none: rules.length === 1 ? rules : [{ all: rules }] }] : rules;
    }
    default:
      return [
        {
          [given.rule]: given.rules.flatMap((each) =>
            given.rule === 'all' ? plain(each, schema) : single(each, schema),
          ),
        },
      ];
  }
}

function single(given: Rule, schema: ProjectSchema): PlainRule[] {
  const rules = plain(given, schema);
  return rules.length === 1 ? rules : [{ all: rules }];
}

/** Of what a model says for people. Longer is not read by anybody. */
const LONGEST = { name: 100, sentence: 400 } as const;
const MOST = 20;

/** On one line, cut, without control characters: it goes to a terminal and into a file. */
function tame(text: string, longest: number = LONGEST.sentence): string {
  const letters = [...text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()];
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('');
}

const tameAll = (texts: readonly string[]): string[] =>
  [...new Set(texts.map((text) => tame(text)))].filter(Boolean).slice(0, MOST);

/**
 * A parsed answer as a draft, of the rules that `keep` says. What a business word means is put in here: its rules are never
 * sent. A rule that no phrase names is told as an assumption.
 */
export function draftOf(
  given: Answer,
  schema: ProjectSchema,
  keep: (rule: number) => boolean = () => true,
): ProviderDraft {
  const rules = given.rules.map((each, index) => (keep(index) ? plain(each, schema) : []));
  const phrases = given.phrases.flatMap(({ text, rules: places }) => {
    const named = [...new Set(places)].flatMap((place) => rules[place] ?? []);
    return named.length ? [{ text: tame(text), rule: named.map(ruleLine).join(' and ') }] : [];
  });
  const named = new Set(given.phrases.flatMap((phrase) => phrase.rules));
  const unnamed = rules.flatMap((each, index) => (named.has(index) ? [] : each.map(ruleLine)));
  const questions = given.questions.slice(0, MOST).map(({ about, question, options }) => ({
    about: tame(about),
    question: tame(question),
    options: tameAll(options),
  }));
  return {
    name: tame(given.name, LONGEST.name),
    description: tame(given.description),
    rules: rules.flat(),
    assumptions: [
      ...tameAll(given.assumptions),
      ...unnamed.map((line) => tame(`No word of the prompt is given for the rule: ${line}`)),
    ],
    questions,
    notUnderstood: tameAll([...given.not_understood, ...questions.map((question) => question.about)]),
    phrases,
    answered: [],
    refusedAnswers: [],
  };
}
