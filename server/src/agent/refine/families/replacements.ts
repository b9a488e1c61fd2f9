/** “3 instead of 2”, “replace iOS with Android”, “change 30 days to 60 days”: what was said gives way to something else. */
import type { PlainRule } from '../../result.ts';
import { asList, changeLeaves, eventsOf, WINDOW_KEYS } from '../plain-rules.ts';
import type { Outcome, RefineFamily, Refinement } from '../refinement.ts';
import { isMap } from '../render-value.ts';
import { BOUNDS, bounded, comparisonOf } from './amounts.ts';
import { windowOf, withWindow } from './times.ts';

const FORMS: readonly RegExp[] = [
  /^(?:(?:use|take|make it|with|have)\s+)?(?<next>.+?)\s+(?:instead of|rather than|in place of)\s+(?<old>.+)$/i,
  /^(?:replace|swap|exchange|substitute)\s+(?<old>.+?)\s+(?:with|by|for)\s+(?<next>.+)$/i,
  /^(?:change|switch|turn|set|raise|lower|increase|reduce|extend|shorten)\s+(?:it\s+)?(?:from\s+)?(?<old>.+?)\s+(?:to|into)\s+(?<next>.+)$/i,
  /^(?:not|no longer)\s+(?<old>.+?)\s*,?\s+but\s+(?<next>.+)$/i,
  /^(?<old>.+?)\s*(?:→|->|=>)\s*(?<next>.+)$/,
];

export const replacements: RefineFamily = {
  id: 'replacements',
  examples: [
    'at least 3 times instead of 2',
    'replace iOS with Android',
    'change 30 days to 60 days',
    'viewed instead of bought',
  ],
  read(refinement) {
    for (const form of FORMS) {
      const { old, next } = form.exec(refinement.wish)?.groups ?? {};
      if (old === undefined || next === undefined) continue;
      const rules = windows(refinement, old, next) ?? numbers(refinement, old, next) ?? names(refinement, old, next);
      if (rules) return { rules };
    }
    return undefined;
  },
};

type Change = Outcome['rules'] | undefined;

function changed(refinement: Refinement, change: (rule: PlainRule) => PlainRule): Change {
  const rules = changeLeaves(refinement.rules, change);
  return JSON.stringify(rules) === JSON.stringify(refinement.rules) ? undefined : rules;
}

const span = (words: string): string =>
  /^(the )?(last|past|in|since|before|after|this)\b/i.test(words) ? words : `in the last ${words}`;

function windows(refinement: Refinement, old: string, next: string): Change {
  const to = windowOf(refinement, next) ?? windowOf(refinement, span(next));
  const bare = old.replace(/^(the )?(window|time|period) (of )?/i, '');
  const from = windowOf(refinement, bare) ?? windowOf(refinement, span(bare));
  if (!from || !to) return undefined;
  const same = (rule: PlainRule): boolean =>
    WINDOW_KEYS.some((key) => key in from && JSON.stringify(rule[key]) === JSON.stringify(from[key]));
  return changed(refinement, (rule) => (same(rule) ? withWindow(rule, to) : rule));
}

function numbers(refinement: Refinement, old: string, next: string): Change {
  const from = comparisonOf(refinement, old);
  const to = comparisonOf(refinement, next);
  if (!from || !to) return undefined;
  const [value] = from.meaning.values;
  const holds = (holder: PlainRule): boolean => BOUNDS.some((key) => asList(holder[key]).includes(value));
  return changed(refinement, (rule) => {
    const parts = Object.entries(rule).map(
      ([key, part]) => [key, isMap(part) && holds(part) ? bounded(part, to) : part] as const,
    );
    const whole: PlainRule = Object.fromEntries(parts);
    return 'user' in whole && holds(whole) ? bounded(whole, to) : whole;
  });
}

/** A value by another of its property, an event by another. */
function names(refinement: Refinement, old: string, next: string): Change {
  const before = only(refinement, old);
  const after = only(refinement, next);
  const event = after && eventsOf(after)[0];
  const gone = before && eventsOf(before)[0];
  if (before && after && event !== undefined && gone !== undefined && event !== gone)
    return changed(refinement, (rule) => renamed(rule, gone, event));
  const value = (after && comparedWith(after)) ?? next.replace(/^[“"']|[”"']$/g, '');
  const from = (before && comparedWith(before)) ?? old.replace(/^[“"']|[”"']$/g, '');
  return changed(refinement, (rule) => revalued(rule, from, value) as PlainRule);
}

function only({ translate }: Refinement, words: string): PlainRule | undefined {
  for (const sentence of [words, `users who ${words}`, `users from ${words}`]) {
    const { rules, notUnderstood } = translate(sentence);
    if (rules.length === 1 && notUnderstood.length === 0) return rules[0];
  }
  return undefined;
}

function comparedWith(rule: PlainRule): unknown {
  const filter = asList(rule['where']).find(isMap);
  return rule['is'] ?? rule['includes'] ?? (filter ? filter['is'] : undefined);
}

function renamed(rule: PlainRule, gone: string, event: string): PlainRule {
  const swap = (value: unknown): unknown => (value === gone ? event : Array.isArray(value) ? value.map(swap) : value);
  const one = (each: PlainRule): PlainRule =>
    Object.fromEntries(
      Object.entries(each).map(([key, value]) => [key, key === 'did' || key === 'did_not' ? swap(value) : value]),
    );
  const sequence = asList(rule['sequence']).filter(isMap).map(one);
  return { ...one(rule), ...(sequence.length > 0 ? { sequence } : {}) };
}

const VALUE_KEYS = new Set([
  'is',
  'is_not',
  'in',
  'not_in',
  'contains',
  'starts_with',
  'ends_with',
  'includes',
  'includes_any',
  'includes_all',
  'excludes',
]);

function revalued(node: unknown, from: unknown, to: unknown): unknown {
  const same = (value: unknown): boolean => String(value).toLowerCase() === String(from).toLowerCase();
  if (Array.isArray(node)) return node.map((each) => revalued(each, from, to));
  if (!isMap(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      if (!VALUE_KEYS.has(key)) return [key, revalued(value, from, to)];
      return [key, Array.isArray(value) ? value.map((each) => (same(each) ? to : each)) : same(value) ? to : value];
    }),
  );
}
