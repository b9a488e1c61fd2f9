/** Which forms of the language a segment uses, so that a run can tell that it tried all of them. */
import { type Doc, docs, isDoc } from '../evaluator/input.ts';
import { parseDuration } from '../evaluator/moments.ts';
import { PERIODS } from './pools.ts';
import type { Vocabulary } from './project.ts';

const KINDS = [
  'user',
  'did',
  'did_not',
  'sequence',
  'in_segment',
  'not_in_segment',
  'reachable',
  'not_reachable',
  'in_list',
  'not_in_list',
  'sample',
  'all',
  'any',
  'none',
];
const MEASURES = ['count', 'days', 'sum', 'avg', 'min', 'max', 'distinct', 'regularly', 'share'];
const WINDOWS = ['within', 'between', 'before', 'after'];
const NUMBER = ['is', 'is_not', 'in', 'not_in', 'gt', 'gte', 'lt', 'lte', 'between'];
const MOMENT = [
  'on',
  'before date',
  'before datetime',
  'before duration',
  'after date',
  'after datetime',
  'between moments',
  'between durations',
  'within duration',
  'within period',
  'not_within duration',
  'not_within period',
  'within_next',
  'anniversary_within_next',
  'exists',
];
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  string: [
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
    'ignore_case',
  ],
  ordered: ['gt', 'gte', 'lt', 'lte', 'between'],
  number: [...NUMBER, 'exists'],
  version: [...NUMBER, 'exists'],
  boolean: ['is', 'exists'],
  datetime: MOMENT,
  date: MOMENT,
  'list<string>': ['includes', 'includes_any', 'includes_all', 'excludes', 'exists', 'ignore_case'],
  'list<number>': ['includes', 'includes_any', 'includes_all', 'excludes', 'exists'],
  geo: ['near', 'exists'],
};
const TIMES = [
  'within duration',
  'before date',
  'before datetime',
  'before duration',
  'after date',
  'after datetime',
  'between moments',
  'between durations',
];

/** A run that never generated one of these has tested nothing about it. */
export const REQUIRED_FEATURES: readonly string[] = [
  ...KINDS.map((kind) => `rule ${kind}`),
  ...['did', 'did_not', 'in_segment', 'not_in_segment', 'reachable', 'not_reachable'].map(
    (kind) => `${kind} of several`,
  ),
  ...Object.entries(OPERATORS).flatMap(([type, names]) =>
    (type === 'ordered' ? ['user'] : ['user', 'event']).flatMap((place) =>
      names.map((name) => `${place} ${type}: ${name}`),
    ),
  ),
  ...MEASURES.map((measure) => `measure ${measure}`),
  ...['did', 'did_not', 'sequence'].flatMap((kind) => TIMES.map((time) => `${kind} window ${time}`)),
  ...PERIODS.map((period) => `period ${period}`),
  ...['did', 'did_not', 'step'].flatMap((kind) => [`${kind} where`, `${kind} at`]),
  ...['hours', 'weekdays', 'monthdays', 'hours round midnight'].map((part) => `at ${part}`),
  ...['first', 'last', 'first having', 'last having', 'first window', 'last window', 'with a measure'].map(
    (which) => `occurrence ${which}`,
  ),
  ...['all', 'any', 'none'].map((group) => `filter ${group}`),
  ...[
    'did within',
    'did without',
    'did_not within',
    'did_not without',
    'did same',
    'did_not same',
    'did after did_not',
  ].map((step) => `step ${step}`),
  ...['default', 'text', 'number'].map((seed) => `seed ${seed}`),
  'undeclared event',
  'undeclared property',
];

/** The features of a segment's rules. */
export function features(segment: Doc, vocabulary: Vocabulary): ReadonlySet<string> {
  const found = new Set<string>();
  const types = new Map(
    vocabulary.events.flatMap((event) => event.properties.map((property) => [property.name, property])),
  );

  function operators(place: 'user' | 'event', rule: Doc, name: string): void {
    const property = place === 'user' ? vocabulary.users.find((other) => other.name === name) : types.get(name);
    if (!property) {
      found.add('undeclared property');
      return;
    }
    for (const [key, operand] of Object.entries(rule)) {
      if (OPERATORS['ordered']!.includes(key) && property.ordered) found.add(`${place} ordered: ${key}`);
      found.add(`${place} ${property.type}: ${timed(key, operand, property.type)}`);
    }
  }

  function filter(item: Doc): void {
    for (const group of ['all', 'any', 'none']) {
      if (item[group] === undefined) continue;
      found.add(`filter ${group}`);
      for (const nested of docs(item[group])) filter(nested);
    }
    if (item['property'] !== undefined) operators('event', item, String(item['property']));
  }

  function behaviour(kind: string, rule: Doc): void {
    for (const key of ['where', 'having']) if (rule[key] !== undefined) docs(rule[key]).forEach(filter);
    if (rule['where'] !== undefined) found.add(`${kind} where`);
    if (isDoc(rule['at'])) {
      found.add(`${kind} at`);
      for (const part of Object.keys(rule['at'])) found.add(`at ${part}`);
      const [first, last] = (rule['at']['hours'] ?? [0, 1]) as [number, number];
      if (first > last) found.add('at hours round midnight');
    }
    const names = [rule['did'] ?? rule['did_not']].flat().map(String);
    if (names.some((name) => vocabulary.undeclared.includes(name))) found.add('undeclared event');
  }

  function window(kind: string, rule: Doc): void {
    for (const key of WINDOWS) {
      if (rule[key] === undefined) continue;
      const form = timed(key, rule[key], 'datetime');
      if (form === 'within period') found.add(`period ${String(rule[key])}`);
      else found.add(`${kind} window ${form}`);
      if (rule['occurrence'] !== undefined) found.add(`occurrence ${String(rule['occurrence'])} window`);
    }
  }

  function sequence(steps: readonly Doc[]): void {
    steps.forEach((step, index) => {
      behaviour('step', step);
      if (index === 0) return;
      const kind = step['did'] === undefined ? 'did_not' : 'did';
      found.add(`step ${kind} ${step['within'] === undefined ? 'without' : 'within'}`);
      if (step['same'] !== undefined) found.add(`step ${kind} same`);
      if (kind === 'did' && steps[index - 1]!['did_not'] !== undefined) found.add('step did after did_not');
    });
  }

  function rule(item: Doc): void {
    const kind = KINDS.find((key) => item[key] !== undefined)!;
    found.add(`rule ${kind}`);
    const operand = item[kind];
    if (Array.isArray(operand) && typeof operand[0] === 'string' && operand.length > 1) found.add(`${kind} of several`);
    if (kind === 'user') operators('user', item, String(operand));
    if (kind === 'sample')
      found.add(
        `seed ${item['seed'] === undefined ? 'default' : typeof item['seed'] === 'number' ? 'number' : 'text'}`,
      );
    if (kind === 'all' || kind === 'any' || kind === 'none') docs(operand).forEach(rule);
    if (kind === 'sequence') sequence(docs(operand));
    if (kind === 'did' || kind === 'did_not') behaviour(kind, item);
    if (kind === 'did' || kind === 'did_not' || kind === 'sequence') window(kind, item);
    for (const measure of MEASURES) if (item[measure] !== undefined && kind === 'did') found.add(`measure ${measure}`);
    if (item['occurrence'] !== undefined) {
      found.add(`occurrence ${String(item['occurrence'])}`);
      if (MEASURES.some((measure) => item[measure] !== undefined)) found.add('occurrence with a measure');
      if (item['having'] !== undefined) found.add(`occurrence ${String(item['occurrence'])} having`);
    }
  }

  docs(segment['where']).forEach(rule);
  return found;
}

/** `before` with what it takes: a date, a date-time, a duration. */
function timed(key: string, operand: unknown, type: string): string {
  if (type !== 'datetime' && type !== 'date') return key;
  if (key === 'within' || key === 'not_within') return `${key} ${parseDuration(operand) ? 'duration' : 'period'}`;
  if (key === 'between') return `${key} ${parseDuration((operand as readonly unknown[])[0]) ? 'durations' : 'moments'}`;
  if (key !== 'before' && key !== 'after') return key;
  if (parseDuration(operand)) return `${key} duration`;
  return `${key} ${String(operand).length === 10 ? 'date' : 'datetime'}`;
}
