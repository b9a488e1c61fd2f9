/** Events and properties named in a rule, looked up in the schema. */
import { report } from '../checks/check.ts';
import { conflictingProperty } from '../checks/rules/conflicting-property.ts';
import { deprecatedName } from '../checks/rules/deprecated-name.ts';
import { piiInRule } from '../checks/rules/pii-in-rule.ts';
import { sensitiveInRule } from '../checks/rules/sensitive-in-rule.ts';
import { unknownEvent } from '../checks/rules/unknown-event.ts';
import { unknownProperty } from '../checks/rules/unknown-property.ts';
import { listed } from '../checks/wording.ts';
import type { Range } from '../diagnostic.ts';
import type { EventUse, PropertyUse } from '../model.ts';
import { mayBeDeclared } from '../schema/lost-names.ts';
import type { EventType, Property } from '../schema/model.ts';
import { suggest } from '../schema/suggest.ts';
import type { RuleContext } from './context.ts';

/** The events of a rule, each once. */
export function useEvents(names: readonly { name: string; range: Range }[], context: RuleContext): EventUse[] {
  return names.map(({ name, range }) => {
    const event = context.schema.events.get(name);
    if (event === undefined) {
      if (mayBeDeclared(name, context.schema)) return { name, range };
      const suggestions = suggest(name, context.schema.events.values());
      const severity = context.schema.unknown;
      context.report(report(unknownEvent, range, { name, suggestions }, { severity, suggestions }));
      return { name, range };
    }
    reportDeprecated('event', event, range, context);
    return { name, range, event };
  });
}

function reportDeprecated(what: string, declared: EventType | Property, range: Range, context: RuleContext): void {
  const { name, deprecated, replacedBy } = declared;
  if (deprecated === undefined) return;
  const suggestions = replacedBy === undefined ? [] : [replacedBy];
  const advice = deprecated === true ? {} : { advice: deprecated };
  const data = { what, name, ...advice, ...(replacedBy === undefined ? {} : { replacedBy }) };
  context.report(report(deprecatedName, range, data, { suggestions }));
}

function reportUse(property: Property, range: Range, context: RuleContext): void {
  reportDeprecated('property', property, range, context);
  if (context.place !== 'segment') return;
  if (property.pii) context.report(report(piiInRule, range, { name: property.name }));
  if (property.sensitive) context.report(report(sensitiveInRule, range, { name: property.name }));
}

/** A property of users. */
export function useUserProperty(name: string, range: Range, context: RuleContext): PropertyUse {
  const property = context.schema.users.get(name);
  if (property !== undefined) {
    reportUse(property, range, context);
    return { name, range, property };
  }
  const having = [...context.schema.events.values()].filter((event) => event.properties.has(name));
  const elsewhere =
    having.length === 0
      ? undefined
      : listed(
          having.map((event) => event.name),
          'and',
          3,
        );
  reportUnknown(name, range, 'users', context.schema.users.values(), elsewhere, context);
  return { name, range };
}

function reportUnknown(
  name: string,
  range: Range,
  owner: string,
  candidates: Iterable<Property>,
  elsewhere: string | undefined,
  context: RuleContext,
): void {
  if (mayBeDeclared(name, context.schema)) return;
  const suggestions = suggest(name, candidates);
  const severity = context.schema.unknown;
  const data = { name, owner, suggestions, ...(elsewhere === undefined ? {} : { elsewhere }) };
  context.report(report(unknownProperty, range, data, { severity, suggestions }));
}

/**
 * A property of events that are treated as one: declared on all, with one type. An undeclared event is already
 * reported, so its properties are not.
 */
export function useEventProperty(
  name: string,
  range: Range,
  events: readonly EventUse[],
  context: RuleContext,
): PropertyUse {
  const declared = events.flatMap(({ event }) => (event === undefined ? [] : [event]));
  if (declared.length === 0) return { name, range };
  const found = declared.flatMap((event) => event.properties.get(name) ?? []);
  const without = declared.filter((event) => !event.properties.has(name));
  if (without.length > 0) {
    const owner = listed(
      without.map((event) => event.name),
      'and',
      3,
    );
    const candidates = new Map(without.flatMap((event) => [...event.properties]));
    const elsewhere = context.schema.users.has(name) ? 'users' : undefined;
    reportUnknown(name, range, owner, candidates.values(), elsewhere, context);
  }
  const [first] = found;
  if (first === undefined) return { name, range };
  const types = [...new Set(found.map((property) => property.type))];
  if (types.length > 1) {
    const names = found.map((property) => property.event ?? '');
    context.report(report(conflictingProperty, range, { name, events: names, types }));
    return { name, range };
  }
  const property = merged(found, first);
  reportUse(property, range, context);
  return { name, range, property };
}

/** One property for several events: closed only where all are, ordered only where all agree. */
function merged(found: readonly Property[], first: Property): Property {
  if (found.length === 1) return first;
  const { values: _values, ...open } = first;
  const sets = found.map((property) => property.values);
  const same = sets.every((set) => JSON.stringify(set) === JSON.stringify(sets[0]));
  const closed = sets.every((set) => set !== undefined);
  return {
    ...open,
    ...(closed ? { values: [...new Set(sets.flatMap((set) => set ?? []))] } : {}),
    ordered: same && found.every((property) => property.ordered),
    labels: new Map(found.flatMap((property) => [...property.labels])),
    pii: found.some((property) => property.pii),
    sensitive: found.some((property) => property.sensitive),
  };
}
