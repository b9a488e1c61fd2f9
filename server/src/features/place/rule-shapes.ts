import type { OperatorId } from '../../language/index.ts';
import type { ListNode, MapNode } from '../../language/syntax/tree.ts';
import { type Expect, get, keysOf, NOTHING, type Owner, type Shape, textsOf, value } from './shape.ts';

export const RULE_KINDS = [
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
] as const;
export type RuleKey = (typeof RULE_KINDS)[number];

/** The kind of the rule that a map is; undefined as long as no key says it. */
export const ruleKindOf = (map: MapNode | undefined): RuleKey | undefined =>
  RULE_KINDS.find((kind) => get(map, kind) !== undefined || keysOf(map).includes(kind));

const LISTS: ReadonlySet<string> = new Set<OperatorId>(['in', 'not_in', 'includes_any', 'includes_all', 'between']);

/** What an operator's operand is. */
export function operandShape(owner: Owner, property: string, operator: string): Shape {
  if (operator === 'near') return { of: 'near' };
  return value(
    { kind: 'operand', owner, property, operator: operator as OperatorId },
    LISTS.has(operator) ? 'yes' : 'no',
  );
}

const events: Shape = value({ kind: 'event' }, 'either');
const duration: Shape = value({ kind: 'duration' });
const time = (what: Partial<Extract<Expect, { kind: 'time' }>>, many: 'no' | 'yes' = 'no'): Shape =>
  value({ kind: 'time', durations: false, dates: false, periods: false, ...what }, many);

/** Windows on events. */
const WINDOWS: Readonly<Record<string, Shape>> = {
  within: time({ durations: true, periods: true }),
  before: time({ durations: true, dates: true }),
  after: time({ dates: true }),
  between: time({ durations: true, dates: true }, 'yes'),
};

/** What stands under a key of a rule. */
export function underRule(map: MapNode, key: string): Shape {
  const kind = ruleKindOf(map);
  if (key === 'because') return value({ kind: 'text' });
  switch (kind) {
    case 'user': {
      const owner: Owner = { of: 'users' };
      if (key === 'user') return value({ kind: 'property', owner });
      if (key === 'ignore_case') return value({ kind: 'choice', choices: [true] });
      return operandShape(owner, textsOf(get(map, 'user'))[0] ?? '', key);
    }
    case 'did':
    case 'did_not':
      return underDid(key, textsOf(get(map, kind)));
    case 'sequence':
      if (key === 'sequence') return { of: 'steps', list: get(map, 'sequence') };
      return WINDOWS[key] ?? NOTHING;
    case 'in_segment':
    case 'not_in_segment':
      return key === kind ? value({ kind: 'segment' }, 'either') : NOTHING;
    case 'reachable':
    case 'not_reachable':
      return key === kind ? value({ kind: 'channel' }, 'either') : NOTHING;
    case 'in_list':
    case 'not_in_list':
      return key === kind ? value({ kind: 'list-file' }) : NOTHING;
    case 'sample':
      if (key === 'sample') return value({ kind: 'number', examples: [1, 5, 10, 20, 50] });
      return value({ kind: 'text' });
    case 'all':
    case 'any':
    case 'none':
      return key === kind ? { of: 'rules', because: false } : NOTHING;
    case undefined:
      return NOTHING;
  }
}

function underDid(key: string, names: readonly string[]): Shape {
  switch (key) {
    case 'did':
    case 'did_not':
      return events;
    case 'where':
    case 'having':
      return { of: 'filters', events: names };
    case 'at':
      return { of: 'at' };
    case 'occurrence':
      return value({ kind: 'choice', choices: ['first', 'last'] });
    case 'count':
    case 'days':
    case 'share':
      return { of: 'bounds', key };
    case 'sum':
    case 'avg':
    case 'min':
    case 'max':
    case 'distinct':
      return { of: 'measure', key, events: names };
    case 'regularly':
      return { of: 'regularly' };
    case 'same':
      return value({ kind: 'property', owner: { of: 'events', events: names }, types: 'scalar' });
    default:
      return WINDOWS[key] ?? NOTHING;
  }
}

/** What stands under a key of a filter. */
export function underFilter(map: MapNode, key: string, names: readonly string[]): Shape {
  const owner: Owner = { of: 'events', events: names };
  if (key === 'property') return value({ kind: 'property', owner });
  if (key === 'ignore_case') return value({ kind: 'choice', choices: [true] });
  if (key === 'all' || key === 'any' || key === 'none') return { of: 'filters', events: names };
  return operandShape(owner, textsOf(get(map, 'property'))[0] ?? '', key);
}

/** What stands under a key of a step. */
export function underStep(map: MapNode, key: string, before: readonly string[]): Shape {
  const own = [...textsOf(get(map, 'did')), ...textsOf(get(map, 'did_not'))];
  if (key === 'within') return duration;
  // `same` compares with the step before, so both must have the property.
  if (key === 'same') return underDid(key, [...own, ...before]);
  return underDid(key, own);
}

export function underAt(key: string): Shape {
  if (key === 'weekdays') return value({ kind: 'weekday' }, 'yes');
  if (key === 'hours') return value({ kind: 'number', examples: [0, 6, 9, 12, 18, 22, 24] }, 'yes');
  return key === 'monthdays' ? value({ kind: 'number', examples: [1, 15, 28] }, 'yes') : NOTHING;
}

export function underBounds(key: string): Shape {
  const many = LISTS.has(key) ? 'yes' : 'no';
  return value({ kind: 'number' }, many);
}

export function underMeasure(shape: { readonly key: string; readonly events: readonly string[] }, key: string): Shape {
  if (key !== 'of') return underBounds(key);
  const types = shape.key === 'distinct' ? 'scalar' : 'number';
  return value({ kind: 'property', owner: { of: 'events', events: shape.events }, types });
}

export function underRegularly(key: string): Shape {
  return key === 'every' ? duration : underBounds(key);
}

export const underNear = (key: string): Shape =>
  key === 'radius'
    ? value({ kind: 'choice', choices: ['500m', '1km', '5km', '10km', '50km'] })
    : value({ kind: 'number' });

/** The events of the nearest `did` step above a step. */
export function eventsBefore(list: ListNode, index: number): readonly string[] {
  for (let i = index - 1; i >= 0; i--) {
    const item = list.items[i];
    if (item?.kind === 'map' && get(item, 'did')) return textsOf(get(item, 'did'));
  }
  return [];
}
