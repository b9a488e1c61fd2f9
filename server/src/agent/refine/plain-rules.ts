/** Rules as plain data: their parts, what they speak of, and changed copies. */
import type { ProjectSchema } from '../../language/schema/model.ts';
import { lemmas } from '../builtin/lemmas.ts';
import { nameWords } from '../builtin/phrase.ts';
import type { PlainRule } from '../result.ts';
import { isMap } from './render-value.ts';

export const WINDOW_KEYS = ['within', 'between', 'before', 'after'] as const;
const GROUPS = ['all', 'any', 'none'] as const;

/** The rules inside a group; `undefined` for a rule that is none. */
export function members(rule: PlainRule): { readonly key: string; readonly of: readonly PlainRule[] } | undefined {
  const key = GROUPS.find((each) => each in rule);
  const of = key === undefined ? undefined : rule[key];
  return key !== undefined && Array.isArray(of) && of.every(isMap) ? { key, of } : undefined;
}

/** Every rule that is no group. */
export function leaves(rules: readonly PlainRule[]): readonly PlainRule[] {
  return rules.flatMap((rule) => leavesOf(rule));
}

function leavesOf(rule: PlainRule): readonly PlainRule[] {
  const group = members(rule);
  return group ? leaves(group.of) : [rule];
}

/** A copy in which each rule that is no group became what `change` makes of it; `undefined` removes it. */
export function changeLeaves(
  rules: readonly PlainRule[],
  change: (rule: PlainRule) => PlainRule | undefined,
): readonly PlainRule[] {
  return rules.flatMap((rule): readonly PlainRule[] => {
    const group = members(rule);
    if (!group) {
      const changed = change(rule);
      return changed ? [changed] : [];
    }
    const of = changeLeaves(group.of, change);
    if (of.length === 0) return [];
    const [only] = of;
    if (of.length === 1 && group.of.length > 1 && only && group.key !== 'none') return [only];
    return [{ ...rule, [group.key]: of }];
  });
}

export const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** The events that a rule names. */
export function eventsOf(rule: PlainRule): readonly string[] {
  const steps = asList(rule['sequence']).filter(isMap);
  return [rule, ...steps].flatMap((each) => [...asList(each['did']), ...asList(each['did_not'])]).map(String);
}

/** The properties that a rule names. */
export function propertiesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(propertiesOf);
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    (key === 'user' || key === 'property' || key === 'of' || key === 'same') && typeof each === 'string'
      ? [each]
      : propertiesOf(each),
  );
}

function scalarsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(scalarsOf);
  if (isMap(value)) return Object.values(value).flatMap(scalarsOf);
  return value === null || value === undefined ? [] : [String(value)];
}

/** Base forms of all words that a rule uses or that people use for what it names. */
export function spokenOf(rule: PlainRule, schema: ProjectSchema): ReadonlySet<string> {
  const texts = [...scalarsOf(rule)];
  for (const name of eventsOf(rule)) {
    const event = schema.events.get(name);
    if (event) texts.push(...event.aliases);
    if (name === schema.roles.purchase?.event) texts.push('purchase buy order');
    if (name === schema.roles.activity) texts.push('active activity');
  }
  for (const name of propertiesOf(rule)) {
    const property =
      schema.users.get(name) ??
      eventsOf(rule)
        .map((event) => schema.events.get(event)?.properties.get(name))
        .find(Boolean);
    if (property) texts.push(...property.aliases, ...property.labels.values());
  }
  if ('reachable' in rule || 'not_reachable' in rule) texts.push('reach reachable channel reachability');
  if ('in_segment' in rule || 'not_in_segment' in rule) texts.push('segment');
  if ('sequence' in rule) texts.push('sequence order');
  return new Set(texts.flatMap(nameWords).flatMap((word) => lemmas(word)));
}

/** Whether a rule is of users, of events or neither. */
export function subjectOf(rule: PlainRule): string {
  const key = ['user', 'did', 'did_not', 'sequence', 'reachable', 'not_reachable', 'in_segment', 'not_in_segment'].find(
    (each) => each in rule,
  );
  return key ?? 'group';
}
