/** Values of personal and sensitive properties in rules, kept from a model and put back into what it answers. */
import type { ProjectSchema } from '../../language/schema/model.ts';
import type { PlainRule } from '../result.ts';
import { asList, eventsOf } from './plain-rules.ts';
import { isMap, isScalar } from './render-value.ts';

export interface Hidden {
  readonly rules: readonly PlainRule[];
  /** What stands for a hidden value. */
  readonly sample: string;
  readonly values: ReadonlyMap<string, string>;
}

export function hideValues(rules: readonly PlainRule[], schema: ProjectSchema): Hidden {
  const values = new Map<string, string>();
  const mask = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(mask);
    if (isMap(value)) return mapped(value, mask);
    if (!isScalar(value) || typeof value === 'boolean' || value === null) return value;
    const known = [...values].find(([, each]) => each === String(value))?.[0];
    const name = known ?? `HIDDEN-${values.size + 1}`;
    values.set(name, String(value));
    return name;
  };
  const secret = (name: unknown, events: readonly string[]): boolean => {
    const text = String(name);
    const property =
      events.length > 0
        ? events.map((event) => schema.events.get(event)?.properties.get(text)).find(Boolean)
        : schema.users.get(text);
    return property?.pii === true || property?.sensitive === true;
  };
  const hide = (value: unknown, events: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((each) => hide(each, events));
    if (!isMap(value)) return value;
    const own = eventsOf(value);
    const named = value['user'] ?? value['property'];
    const private_ = named !== undefined && secret(named, 'user' in value ? [] : events);
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => {
        if (private_ && !['user', 'property', 'exists', 'ignore_case'].includes(key))
          return [key, isTime(key) ? each : mask(each)];
        if (key === 'in_list' || key === 'not_in_list') return [key, mask(each)];
        return [key, hide(each, own.length > 0 ? own : events)];
      }),
    );
  };
  return { rules: asList(hide(rules, [])).filter(isMap), sample: 'HIDDEN-1', values };
}

const isTime = (key: string): boolean => /within|before|after|anniversary/.test(key);

function mapped(value: Readonly<Record<string, unknown>>, change: (each: unknown) => unknown): PlainRule {
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
}

/** The text with each hidden value where its stand-in is. */
export function showValues(text: string, { values }: Hidden): string {
  return text.replace(/\bHIDDEN-\d+\b/g, (name) => {
    const value = values.get(name);
    return value === undefined ? name : /^-?\d+(\.\d+)?$/.test(value) ? value : JSON.stringify(value);
  });
}

/** The opposite: what the checker says about a value goes back to the model with its stand-in. */
export function concealValues(text: string, { values }: Hidden): string {
  const known = [...values].filter(([, value]) => value !== '').sort(([, a], [, b]) => b.length - a.length);
  return known.reduce((said, [name, value]) => said.replaceAll(value, name), text);
}
