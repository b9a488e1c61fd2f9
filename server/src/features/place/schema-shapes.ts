import { NOTHING, type Shape, value } from './shape.ts';

/** Maps of the schema whose keys are names that its author makes up. */
const NAMED = new Set([
  'users.properties',
  'events',
  'events.*.properties',
  'channels',
  'glossary',
  'users.properties.*.labels',
  'events.*.properties.*.labels',
  'data.users.columns',
  'data.events.columns',
]);

/** What a key (or a list's item, `[]`) of the schema holds. Patterns write `*` for a name and leave lists out. */
export function underSchema(shape: Extract<Shape, { of: 'schema' }>, key: string): Shape {
  const { pattern, names } = shape;
  if (key === '[]') return shape;
  const named = NAMED.has(pattern);
  const next = pattern === '' ? key : `${pattern}.${named ? '*' : key}`;
  if (next === 'channels.*.reachable') return { of: 'rules', because: true };
  if (next === 'glossary.*.means') return { of: 'rules', because: false };
  if (next.endsWith('.labels.*') || next.endsWith('.columns.*')) return value({ kind: 'text' });
  return { of: 'schema', pattern: next, names: named ? [...names, key] : names };
}

/** True where the keys of a map are names, not words of the language. */
export const isNamed = (pattern: string): boolean => NAMED.has(pattern);

const EVENT_NAMES = new Set([
  'roles.activity',
  'roles.purchase',
  'roles.purchase.event',
  'data.events.event',
  'events.*.replaced_by',
]);
const USER_PROPERTIES = new Set([
  'roles.signup',
  'roles.birthday',
  'samples.columns',
  'users.properties.*.replaced_by',
]);

/** What names of the project a value of the schema stands for; undefined when it is none. */
export function schemaExpect(shape: Extract<Shape, { of: 'schema' }>, purchaseEvent: string | undefined): Shape {
  const { pattern, names } = shape;
  if (EVENT_NAMES.has(pattern)) return value({ kind: 'event' });
  if (USER_PROPERTIES.has(pattern)) return value({ kind: 'property', owner: { of: 'users' } });
  if (pattern === 'roles.purchase.value') {
    const events = purchaseEvent === undefined ? [] : [purchaseEvent];
    return value({ kind: 'property', owner: { of: 'events', events }, types: 'number' });
  }
  if (pattern === 'events.*.properties.*.replaced_by') {
    return value({ kind: 'property', owner: { of: 'events', events: names.slice(0, 1) } });
  }
  if (pattern === 'timezone') return value({ kind: 'timezone' });
  return NOTHING;
}
