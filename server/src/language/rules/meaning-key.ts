/** What a rule says, without its places and the order of what is unordered: equal texts mean equal rules. */
import type { Filter, Rule } from '../model.ts';

/** Lists whose order does not matter; of steps, ends of ranges and hours it does. */
const UNORDERED: ReadonlySet<string> = new Set([
  'events',
  'where',
  'having',
  'measures',
  'conditions',
  'bounds',
  'of',
  'segments',
  'channels',
  'values',
  'weekdays',
  'monthdays',
]);

/** Places, and declarations that are looked up by name. */
const LEFT_OUT: ReadonlySet<string> = new Set(['range', 'keyRange', 'event']);

/** Rules are compared again and again; they never change. */
const known = new WeakMap<object, string>();

/** The text of a rule, a filter, or rules that all must hold. */
export function meaningKey(rule: Rule | Filter | readonly Rule[]): string {
  let key = known.get(rule);
  if (key === undefined) {
    key = canonical(rule, '');
    known.set(rule, key);
  }
  return key;
}

function canonical(value: unknown, key: string): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) {
    const items = value.map(keyOf);
    return `[${(UNORDERED.has(key) || key === '' ? [...new Set(items)].sort() : items).join(',')}]`;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(fields).sort()) {
    const each = fields[name];
    if (each === undefined || LEFT_OUT.has(name) || isDeclaration(name, each)) continue;
    text += `${text === '' ? '' : ','}"${name}":${canonical(each, name)}`;
  }
  return `{${text}}`;
}

/** Rules in a list are asked for by themselves too: each is written once. */
const keyOf = (item: unknown): string =>
  typeof item === 'object' && item !== null && 'kind' in item && 'range' in item
    ? meaningKey(item as Rule | Filter)
    : canonical(item, '');

/** A property use holds the declared property under `property`, a filter holds a use under the same name. */
function isDeclaration(name: string, value: unknown): boolean {
  return name === 'property' && typeof value === 'object' && value !== null && 'labels' in value;
}
