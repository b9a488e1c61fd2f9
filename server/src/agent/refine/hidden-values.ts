/**
 * What of the current rules a model may read: names, times, numbers, closed values, and words that the prompt has.
 * All other values are kept here, stand-ins go out, and the values are put back into what comes in.
 */
import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import type { PlainRule } from '../result.ts';
import { asList, eventsOf } from './plain-rules.ts';
import { isMap } from './render-value.ts';

export interface Hidden {
  readonly rules: readonly PlainRule[];
  /** What stands for a hidden value. */
  readonly sample: string;
  readonly values: ReadonlyMap<string, string | number>;
}

const STRUCTURE = new Set(['user', 'property', 'exists', 'ignore_case']);
const TIMED = new Set(['datetime', 'date', 'version']);

/** `said`: the prompt, which goes out anyway. */
export function hideValues(rules: readonly PlainRule[], schema: ProjectSchema, said: string): Hidden {
  const values = new Map<string, string | number>();
  const spoken = said.toLowerCase();
  const standIn = (value: string | number): string => {
    const known = [...values].find(([, each]) => each === value)?.[0];
    const name = known ?? `HIDDEN-${values.size + 1}`;
    values.set(name, value);
    return name;
  };
  const mask = (value: unknown, isOpen: (value: string | number) => boolean): unknown => {
    if (Array.isArray(value)) return value.map((each) => mask(each, isOpen));
    if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mask(each, isOpen)]));
    return (typeof value === 'string' || typeof value === 'number') && !isOpen(value) ? standIn(value) : value;
  };
  const isOpenFor =
    (property: Property | undefined) =>
    (value: string | number): boolean => {
      if (property?.pii || property?.sensitive) return false;
      if (typeof value === 'number' || (property && TIMED.has(property.type))) return true;
      return property?.values?.includes(value) === true || spoken.includes(value.toLowerCase());
    };
  const hide = (value: unknown, events: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((each) => hide(each, events));
    if (!isMap(value)) return value;
    const own = eventsOf(value).length > 0 ? eventsOf(value) : events;
    const named = value['user'] ?? value['property'];
    const name = String(named);
    const property =
      'user' in value
        ? schema.users.get(name)
        : own.map((event) => schema.events.get(event)?.properties.get(name)).find(Boolean);
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        if (key === 'in_list' || key === 'not_in_list') return [key, mask(each, () => false)];
        if (key === 'seed') return [key, mask(each, () => false)];
        if (named === undefined) return [key, hide(each, own)];
        return [key, STRUCTURE.has(key) ? each : mask(each, isOpenFor(property))];
      }),
    );
  };
  return { rules: asList(hide(rules, [])).filter(isMap), sample: 'HIDDEN-1', values };
}

/** The text with each hidden value where its stand-in is. */
export function showValues(text: string, { values }: Hidden): string {
  return text.replace(/(["'])?\bHIDDEN-\d+\b\1/g, (found) => {
    const value = values.get(found.replace(/["']/g, ''));
    return value === undefined ? found : JSON.stringify(value);
  });
}

/** The opposite: what the checker says about a value goes back to the model with its stand-in. */
export function concealValues(text: string, { values }: Hidden): string {
  const known = [...values]
    .map(([name, value]) => [name, String(value)] as const)
    .filter(([, value]) => value.length > 1)
    .sort(([, a], [, b]) => b.length - a.length);
  return known.reduce((said, [name, value]) => said.replaceAll(value, name), text);
}
