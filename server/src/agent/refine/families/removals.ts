/** “remove the purchase rule”, “drop rule 2”, “forget the city”: a rule less. */
import { lemmas } from '../../builtin/lemmas.ts';
import { nameWords } from '../../builtin/phrase.ts';
import type { PlainRule } from '../../result.ts';
import { asList, changeLeaves, leaves, spokenOf, WINDOW_KEYS } from '../plain-rules.ts';
import { type Outcome, type RefineFamily, type Refinement, whichRule } from '../refinement.ts';

const VERB =
  /^(?:remove|drop|delete|lose|forget(?: about)?|ignore|take (?:out|away|off)|get rid of|no longer (?:require|need|filter (?:by|on))|(?:do not|don['’]?t) (?:require|need|care about|filter (?:by|on)|look at)|never mind|stop (?:requiring|filtering (?:by|on)))\s+(.+)$/i;
const NOUN =
  /\s*\b(rules?|conditions?|filters?|requirements?|parts?|clauses?|restrictions?|criteri(on|a)|constraints?|limits?)\b\s*/gi;
const EMPTY = new Set(
  'the a an any that this those about of on by for with all user customer people person who whose have has'.split(' '),
);
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];
const TIME = /^(?:the )?(?:time|date|period|window|time (?:window|range|frame|period))$/i;

export const removals: RefineFamily = {
  id: 'removals',
  examples: [
    'remove the purchase rule',
    'drop rule 2',
    'forget about the city',
    'remove the last rule',
    'remove the time window',
  ],
  read(refinement) {
    const found = VERB.exec(refinement.wish);
    if (!found) return undefined;
    const { rules } = refinement;
    const noun = NOUN.test(found[1]!);
    NOUN.lastIndex = 0;
    const what = found[1]!.replace(NOUN, ' ').replace(/[“”"]/g, '').trim();
    const nth = ordinal(what, rules.length);
    if (noun && nth !== undefined) return without(refinement, [rules[nth]!]);
    if (TIME.test(what)) return withoutTime(refinement);
    return byWords(refinement, what, noun);
  },
};

function ordinal(what: string, count: number): number | undefined {
  const bare = what
    .replace(/^the\s+/i, '')
    .replace(/^(?:number|no\.?|#)\s*/i, '')
    .toLowerCase();
  const index = bare === 'last' ? count - 1 : /^\d+$/.test(bare) ? Number(bare) - 1 : ORDINALS.indexOf(bare);
  return index >= 0 && index < count ? index : undefined;
}

function withoutTime({ rules }: Refinement): Outcome | undefined {
  const changed = changeLeaves(rules, (rule) => {
    if ('user' in rule || !WINDOW_KEYS.some((key) => key in rule)) return rule;
    return Object.fromEntries(Object.entries(rule).filter(([key]) => !WINDOW_KEYS.includes(key as 'within')));
  });
  return JSON.stringify(changed) === JSON.stringify(rules) ? undefined : { rules: changed };
}

function byWords(refinement: Refinement, what: string, isNoun: boolean): Outcome | undefined {
  const { rules, schema } = refinement;
  const wanted = nameWords(what).filter((word) => !EMPTY.has(word));
  if (wanted.length === 0) return undefined;
  const value = withoutValue(refinement, what);
  if (value) return value;
  const found = leaves(rules).filter((rule) => {
    const spoken = spokenOf(rule, schema);
    return wanted.every((word) => lemmas(word).some((form) => spoken.has(form)));
  });
  // “remove VIPs” where no rule asks for them: they shall not be among the users.
  if (found.length === 0) return isNoun ? undefined : excluded(refinement, what);
  if (found.length === 1) return without(refinement, found);
  const which = whichRule(refinement, found, what, `Several rules are about “${what}”. Which of them shall go?`);
  return 'outcome' in which ? which.outcome : without(refinement, which.chosen);
}

function excluded({ translate, rules, words }: Refinement, what: string): Outcome | undefined {
  const read = translate(`users excluding ${what}`);
  if (read.rules.length === 0 || read.notUnderstood.length > 0 || read.questions.length > 0) return undefined;
  const text = read.rules.map(words).join(' and ');
  return {
    rules: [...rules, ...read.rules],
    assumptions: [...read.assumptions, `No rule asks for “${what}”, so they are excluded`],
    phrases: [{ text: what, rule: text }],
  };
}

/** “remove Delhi” of Mumbai and Delhi leaves Mumbai. */
function withoutValue({ rules }: Refinement, what: string): Outcome | undefined {
  const lower = what.toLowerCase();
  let done = false;
  const changed = changeLeaves(rules, (rule) => {
    for (const key of ['in', 'includes_any', 'includes_all', 'not_in'] as const) {
      const values = asList(rule[key]);
      const rest = values.filter((value) => String(value).toLowerCase() !== lower);
      if (rest.length === values.length || rest.length === 0) continue;
      done = true;
      const single = { in: 'is', includes_any: 'includes', includes_all: 'includes', not_in: 'is_not' }[key];
      return Object.fromEntries(
        Object.entries(rule).map(([name, each]) =>
          name !== key ? [name, each] : rest.length === 1 ? [single, rest[0]] : [key, rest],
        ),
      );
    }
    return rule;
  });
  return done ? { rules: changed } : undefined;
}

function without({ rules, wish }: Refinement, gone: readonly PlainRule[]): Outcome {
  const left = gone.some((rule) => rules.includes(rule))
    ? rules.filter((rule) => !gone.includes(rule))
    : changeLeaves(rules, (rule) => (gone.includes(rule) ? undefined : rule));
  if (left.length === 0)
    return { rules, notUnderstood: [wish], assumptions: ['A segment needs at least one rule, so the last one stays'] };
  return { rules: left };
}
