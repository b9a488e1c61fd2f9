import { report } from '../checks/check.ts';
import { unknownEvent } from '../checks/rules/unknown-event.ts';
import { unknownProperty } from '../checks/rules/unknown-property.ts';
import { wrongRoleType } from '../checks/schema/wrong-role-type.ts';
import type { Entry } from '../syntax/tree.ts';
import { keyText, readFields, readMap, readText, readTexts, type SchemaContext } from './fields.ts';
import { alternatives, type SchemaKey } from './key-shape.ts';
import { schemaKeyAt } from './keys.ts';
import { mayBeDeclared } from './lost-names.ts';
import type { EventType, ProjectSchema, Property, PropertyType, Roles } from './model.ts';
import { suggest } from './suggest.ts';

type Names = Pick<ProjectSchema, 'users' | 'events' | 'broken'>;

/** Reads what events and properties are for. A role that names nothing is left out. */
export function readRoles(entry: Entry | undefined, names: Names, context: SchemaContext): Roles {
  const node = readMap(entry, 'a map of roles: activity, purchase, signup, birthday', context, { mayBeEmpty: true });
  if (node === undefined) return {};
  const get = readFields(node, keysOf('roles'), 'roles', context);
  const activity = readEventName(get('activity'), names, context)?.name;
  const purchase = readPurchase(get('purchase'), names, context);
  const signup = readUserProperty(get('signup'), names, ['datetime', 'date'], 'a datetime or date', context);
  const birthday = readUserProperty(get('birthday'), names, ['date', 'datetime'], 'a date or datetime', context);
  return {
    ...(activity === undefined ? {} : { activity }),
    ...(purchase === undefined ? {} : { purchase }),
    ...(signup === undefined ? {} : { signup }),
    ...(birthday === undefined ? {} : { birthday }),
  };
}

/** Reads which user properties samples show. */
export function readSamples(entry: Entry | undefined, names: Names, context: SchemaContext): ProjectSchema['samples'] {
  const { users } = names;
  const node = readMap(entry, 'a map: {columns: [name, city]}', context, { mayBeEmpty: true });
  if (node === undefined) return { columns: [] };
  const get = readFields(node, keysOf('samples'), 'samples', context);
  const columns = readTexts(get('columns'), context).flatMap(({ text, node: { range } }) => {
    if (users.has(text)) return [text];
    if (mayBeDeclared(text, names)) return [];
    const suggestions = suggest(text, users.values());
    context.report(report(unknownProperty, range, { name: text, owner: 'users', suggestions }, { suggestions }));
    return [];
  });
  return { columns: [...new Set(columns)] };
}

function readPurchase(entry: Entry | undefined, names: Names, context: SchemaContext): Roles['purchase'] {
  if (entry === undefined) return undefined;
  if (entry.value?.kind === 'scalar' && entry.value.value !== null) {
    const event = readEventName(entry, names, context);
    return event && { event: event.name };
  }
  const node = readMap(entry, 'a map: {event: Charged, value: amount}', context);
  if (node === undefined) return undefined;
  const get = readFields(node, keysOf('roles', 'purchase'), '“purchase”', context);
  const event = readEventName(get('event'), names, context);
  if (event === undefined) return undefined;
  const value = readPropertyName(
    get('value'),
    { properties: event.properties, owner: `“${event.name}”`, ...names },
    ['number'],
    'a number',
    context,
  );
  return { event: event.name, ...(value === undefined ? {} : { value }) };
}

function readEventName(entry: Entry | undefined, names: Names, context: SchemaContext): EventType | undefined {
  const { events } = names;
  const name = readText(entry, context);
  if (entry?.value === undefined || name === undefined) return undefined;
  const event = events.get(name);
  if (event !== undefined) return event;
  if (mayBeDeclared(name, names)) return undefined;
  const suggestions = suggest(name, events.values());
  context.report(report(unknownEvent, entry.value.range, { name, suggestions }, { suggestions }));
  return undefined;
}

function readUserProperty(
  entry: Entry | undefined,
  names: Names,
  types: readonly PropertyType[],
  expected: string,
  context: SchemaContext,
): string | undefined {
  return readPropertyName(entry, { properties: names.users, owner: 'users', ...names }, types, expected, context);
}

function readPropertyName(
  entry: Entry | undefined,
  from: Names & { readonly properties: ReadonlyMap<string, Property>; readonly owner: string },
  types: readonly PropertyType[],
  expected: string,
  context: SchemaContext,
): string | undefined {
  const name = readText(entry, context);
  if (entry?.value === undefined || name === undefined) return undefined;
  const { properties, owner } = from;
  const property = properties.get(name);
  const { range } = entry.value;
  if (property === undefined && mayBeDeclared(name, from)) return undefined;
  if (property === undefined) {
    const fitting = [...properties.values()].filter(({ type }) => types.includes(type));
    const suggestions = suggest(name, fitting);
    context.report(report(unknownProperty, range, { name, owner, suggestions }, { suggestions }));
    return undefined;
  }
  if (types.includes(property.type)) return name;
  const data = { role: keyText(entry), property: name, type: property.type, expected };
  context.report(
    report(wrongRoleType, range, data, { related: [{ range: property.range, message: 'It is declared here.' }] }),
  );
  return undefined;
}

function keysOf(...path: readonly string[]): readonly SchemaKey[] {
  const key = schemaKeyAt(path);
  return key ? alternatives(key.shape).flatMap((shape) => (shape.kind === 'map' ? shape.keys : [])) : [];
}
