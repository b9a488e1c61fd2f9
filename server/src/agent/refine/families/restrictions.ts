/** “only those in Mumbai”, “exclude VIPs”, “who bought twice”: one more rule, or a closer one in the place of another. */
import type { Translation } from '../../builtin/index.ts';
import type { PlainRule } from '../../result.ts';
import { isEqual } from '../align.ts';
import { eventsOf, WINDOW_KEYS } from '../plain-rules.ts';
import type { RefineFamily, Refinement } from '../refinement.ts';
import { isMap } from '../render-value.ts';

const LEAD =
  /^(?:(?:and|but|now|just|keep|show|only|restrict|limit|narrow|filter|require|must|should|they|it|to|down|the|also|add|include|make|have|be|please|segment|rule|rules|that|a|an)\s+)*/i;

export const restrictions: RefineFamily = {
  id: 'restrictions',
  examples: [
    'only those in Mumbai',
    'exclude VIPs',
    'but not from Delhi',
    'who bought at least 4 times',
    'must be reachable by push',
  ],
  read(refinement) {
    const wish = refinement.wish.replace(/\s*\binstead$/i, '');
    const lead = LEAD.exec(wish)?.[0] ?? '';
    const read = [
      wish,
      wish.slice(lead.length),
      wish.replace(/\b(only|just)\b\s*/gi, ''),
      `users ${wish.slice(lead.length)}`,
    ]
      .filter((words) => words.trim() !== '')
      .map((words) => refinement.translate(words))
      .filter(({ notUnderstood }) => notUnderstood.every((words) => wish.toLowerCase().includes(words.toLowerCase())))
      .filter(({ rules, questions }) => rules.length > 0 || questions.length > 0);
    const best = read.sort((a, b) => badness(a) - badness(b))[0];
    if (!best) return undefined;
    let { rules } = refinement;
    const said: string[] = [];
    // What begins with a verb that nobody knows could mean the opposite.
    const start = wish.slice(lead.length).toLowerCase();
    const isLost = best.notUnderstood.some((words) => start.startsWith(words.toLowerCase()));
    for (const rule of isLost ? [] : best.rules) rules = closer(refinement, rules, rule, said);
    return {
      rules,
      assumptions: [...best.assumptions, ...said],
      questions: best.questions,
      notUnderstood: best.notUnderstood,
      phrases: best.phrases.map(({ text, rules: own }) => ({
        text,
        rule: own.map((rule) => refinement.words(rule)).join(' and '),
      })),
    };
  },
};

/** Words left over weigh more than questions. */
const badness = ({ notUnderstood, questions }: Translation): number =>
  2 * notUnderstood.length + questions.length + notUnderstood.join('').length / 1000;

function closer(
  refinement: Refinement,
  rules: readonly PlainRule[],
  added: PlainRule,
  said: string[],
): readonly PlainRule[] {
  if (rules.some((rule) => isEqual(rule, added))) {
    said.push(`There is this rule already: ${refinement.words(added)}`);
    return rules;
  }
  const index = rules.findIndex((rule) => replaces(rule, added));
  const old = rules[index];
  if (!old) return [...rules, added];
  const next = merged(old, added);
  said.push(`“${refinement.words(old)}” becomes “${refinement.words(next)}”`);
  return rules.with(index, next);
}

const POSITIVE = ['is', 'in', 'includes', 'includes_any', 'contains', 'starts_with', 'ends_with'];
const LOWER = ['gt', 'gte'];
const UPPER = ['lt', 'lte'];
const MEASURES = ['count', 'days', 'sum', 'avg', 'min', 'max', 'distinct', 'share', 'regularly', 'occurrence'];

const has = (rule: PlainRule, keys: readonly string[]): boolean => keys.some((key) => key in rule);

/** Whether the new rule says more closely what the old one said, so that both would contradict or repeat each other. */
function replaces(old: PlainRule, added: PlainRule): boolean {
  if ('user' in old && 'user' in added) {
    if (old['user'] !== added['user']) return false;
    return [POSITIVE, LOWER, UPPER, ['between', 'within', 'before', 'after'], ['is', 'exists']].some(
      (keys) => has(old, keys) && has(added, keys),
    );
  }
  const kind = (['did', 'did_not'] as const).find((key) => key in old && key in added);
  if (
    !kind ||
    eventsOf(old).join() !== eventsOf(added).join() ||
    !isEqual(old['where'], added['where'] ?? old['where'])
  )
    return false;
  const timed = (rule: PlainRule): boolean => has(rule, WINDOW_KEYS);
  if (kind === 'did_not') return timed(old) && timed(added) && isEqual(old['where'], added['where']);
  // “at least 3 times” of what was asked for once; another time for the same.
  const measured = MEASURES.filter((key) => key in added);
  if (measured.length === 0)
    return timed(old) && timed(added) && isEqual(old['where'], added['where']) && !has(old, MEASURES);
  return !timed(added) && !('at' in added) && MEASURES.every((key) => !(key in old) || measured.includes(key));
}

function merged(old: PlainRule, added: PlainRule): PlainRule {
  if ('user' in added) {
    const gone = [POSITIVE, LOWER, UPPER, [...WINDOW_KEYS], ['is', 'exists']].filter((keys) => has(added, keys)).flat();
    return { ...without(old, gone), ...added };
  }
  return has(added, WINDOW_KEYS) ? { ...without(old, WINDOW_KEYS), ...added } : { ...old, ...measures(added) };
}

function measures(rule: PlainRule): PlainRule {
  return Object.fromEntries(
    Object.entries(rule).filter(([key, value]) => MEASURES.includes(key) && (isMap(value) || key === 'occurrence')),
  );
}

function without(rule: PlainRule, keys: readonly string[]): PlainRule {
  return Object.fromEntries(Object.entries(rule).filter(([key]) => !keys.includes(key)));
}
