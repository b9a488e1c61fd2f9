import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { keyNotForType } from '../checks/schema/key-not-for-type.ts';
import type { Entry, ScalarNode } from '../syntax/tree.ts';
import {
  type Fields,
  keyText,
  readBoolean,
  readFields,
  readMap,
  readText,
  readTexts,
  type SchemaContext,
  scalarText,
} from './fields.ts';
import type { Property, PropertyType } from './model.ts';
import { propertyKeys } from './name-keys.ts';
import { readType, takesValues, typeNamed } from './property-type.ts';
import { readLabels, readOrdered, readValues } from './property-values.ts';

/** Whose properties are read: those of users, or of an event. */
export interface PropertyOwner {
  readonly event?: string;
}

/** Reads a map of properties. One without a readable type is left out. */
export function readProperties(
  entry: Entry | undefined,
  owner: PropertyOwner,
  context: SchemaContext,
): Map<string, Property> {
  const properties = new Map<string, Property>();
  const node = readMap(entry, 'a map of properties: name: {type: string}', context, { mayBeEmpty: true });
  for (const each of node?.entries ?? []) {
    const property = readProperty(each, owner, context);
    if (property) properties.set(property.name, property);
  }
  return properties;
}

function readProperty(entry: Entry, owner: PropertyOwner, context: SchemaContext): Property | undefined {
  const name = keyText(entry);
  if (name.trim() === '') {
    context.report(report(emptyValue, entry.key.range, { key: 'properties', needs: 'a name for this property' }));
    return undefined;
  }
  const node = readMap(entry, 'a map with a type: {type: string}', context, { replacement: asType });
  if (node === undefined) return shorthand(entry, owner);
  const get = readFields(node, propertyKeys, `the property “${name}”`, context);
  const type = readType(get('type'), context);
  const declared = readDeclared(entry, get, context);
  const values = readValues(get('values'), type, context);
  const ordered = readOrdered(get('ordered'), name, type, values, context);
  const labels = readLabels(get('labels'), values, context);
  const examples = readValues(get('examples'), type, context) ?? [];
  const unit = readText(get('unit'), context);
  const pii = readBoolean(get('pii'), context);
  const sensitive = readBoolean(get('sensitive'), context);
  if (type === undefined) return undefined;
  reportMeaningless(get, type, context);
  return {
    ...declared,
    ...(owner.event === undefined ? {} : { event: owner.event }),
    type,
    ...(values && values.length > 0 && takesValues(type) ? { values } : {}),
    ordered,
    labels,
    examples,
    ...(unit === undefined ? {} : { unit }),
    pii,
    sensitive,
  };
}

/** `os: string` is reported; reading it as it was meant spares an error wherever a rule uses the property. */
function shorthand(entry: Entry, owner: PropertyOwner): Property | undefined {
  const type = entry.value?.kind === 'scalar' ? typeNamed(scalarText(entry.value)) : undefined;
  if (type === undefined) return undefined;
  const event = owner.event === undefined ? {} : { event: owner.event };
  const nothing = { aliases: [], ordered: false, labels: new Map(), examples: [], pii: false, sensitive: false };
  return { name: keyText(entry), range: entry.key.range, ...event, type, ...nothing };
}

/** What users, events and properties share. */
export function readDeclared(entry: Entry, get: Fields, context: SchemaContext) {
  const description = readText(get('description'), context);
  const aliases = readTexts(get('aliases'), context).map(({ text }) => text);
  const deprecated = readDeprecated(get('deprecated'), context);
  const replacedBy = readText(get('replaced_by'), context);
  return {
    name: keyText(entry),
    range: entry.key.range,
    aliases: [...new Set(aliases)],
    ...(description === undefined ? {} : { description }),
    // Whoever names a replacement means that this name should no longer be used.
    ...(deprecated !== undefined ? { deprecated } : replacedBy !== undefined ? { deprecated: true as const } : {}),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}

function readDeprecated(entry: Entry | undefined, context: SchemaContext): string | true | undefined {
  const node = entry?.value;
  if (node?.kind === 'scalar' && typeof node.value === 'boolean') return node.value || undefined;
  return readText(entry, context);
}

/** `os: string` for `os: {type: string}`. */
function asType(node: ScalarNode): string | undefined {
  const type = typeNamed(scalarText(node));
  return type && `{type: ${type}}`;
}

function reportMeaningless(get: Fields, type: PropertyType, context: SchemaContext): void {
  const useless = takesValues(type) ? [] : ['values', 'ordered', 'labels'];
  if (type.startsWith('list')) useless.push('ordered');
  if (type === 'boolean') useless.splice(useless.indexOf('labels'), 1);
  if (type !== 'number' && type !== 'list<number>') useless.push('unit');
  for (const key of useless) {
    const entry = get(key);
    if (entry) context.report(report(keyNotForType, entry.key.range, { key, type }));
  }
}
