/** From a parsed answer of a model to rules as they are written, and words that are fit to be shown. */
import type { ProjectSchema } from '../../language/schema/model.ts';
import { ruleLine } from '../render.ts';
import type { PlainRule, ProviderDraft } from '../result.ts';
import type { Answer, Condition, Filter, LocalTime, Measure, Rule, Window } from './answer-shape.ts';

function operators(conditions: readonly Condition[]): PlainRule {
  return Object.fromEntries(conditions.map(({ operator, value }) => [operator, value]));
}

function filters(list: readonly Filter[]): PlainRule[] {
  return list.map((each) =>
    'group' in each
      ? { [each.group]: filters(each.filters) }
      : { property: each.property, ...operators(each.conditions) },
  );
}

function one(list: readonly string[]): string | readonly string[] {
  return list.length === 1 ? list[0]! : list;
}

function time(given: { window?: Window | null; at?: LocalTime | null }): PlainRule {
  const local = given.at
    ? Object.fromEntries(Object.entries(given.at).filter(([, value]) => value !== null && value.length > 0))
    : {};
  return {
    ...(given.window ? { [given.window.operator]: given.window.value } : {}),
    ...(Object.keys(local).length ? { at: local } : {}),
  };
}

function where(list: readonly Filter[], key = 'where'): PlainRule {
  return list.length ? { [key]: filters(list) } : {};
}

function measures(list: readonly Measure[]): PlainRule {
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
 * sent. `unnamed` are those that no phrase names.
 */
export function draftOf(
  given: Answer,
  schema: ProjectSchema,
  keep: (rule: number) => boolean = () => true,
): ProviderDraft & { readonly unnamed: readonly PlainRule[] } {
  const rules = given.rules.map((each, index) => (keep(index) ? plain(each, schema) : []));
  const phrases = given.phrases.flatMap(({ text, rules: places }) => {
    const named = [...new Set(places)].flatMap((place) => rules[place] ?? []);
    return named.length ? [{ text: tame(text), rule: named.map(ruleLine).join(' and ') }] : [];
  });
  const named = new Set(given.phrases.flatMap((phrase) => phrase.rules));
  const unnamed = rules.flatMap((each, index) => (named.has(index) ? [] : each));
  const questions = given.questions.slice(0, MOST).map(({ about, question, options }) => ({
    about: tame(about),
    question: tame(question),
    options: tameAll(options),
  }));
  return {
    name: tame(given.name, LONGEST.name),
    description: tame(given.description),
    rules: rules.flat(),
    assumptions: tameAll(given.assumptions),
    unnamed,
    questions,
    notUnderstood: tameAll([...given.not_understood, ...questions.map((question) => question.about)]),
    phrases,
    answered: [],
    refusedAnswers: [],
  };
}
