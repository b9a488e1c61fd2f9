import { report } from '../checks/check.ts';
import { emptyValue } from '../checks/empty-value.ts';
import { duplicateValue } from '../checks/schema/duplicate-value.ts';
import { keyNotForType } from '../checks/schema/key-not-for-type.ts';
import { labelWithoutValue } from '../checks/schema/label-without-value.ts';
import { orderedWithoutValues } from '../checks/schema/ordered-without-values.ts';
import { unknownPropertyType } from '../checks/schema/unknown-property-type.ts';
import { valueNotOfType } from '../checks/schema/value-not-of-type.ts';
import { quoteScalar } from '../format/quote.ts';
import type { Entry, MapNode, Scalar, ScalarNode } from '../syntax/tree.ts';
import { versionKey } from '../values/version.ts';
import {
  type Fields,
  isNothing,
  keyText,
  readBoolean,
  readFields,
  readMap,
  readScalars,
  readText,
  readTexts,
  type SchemaContext,
  scalarText,
} from './fields.ts';
import { propertyKeys } from './keys.ts';
import { PROPERTY_TYPES, type Property, type PropertyType } from './model.ts';
import { suggest } from './suggest.ts';

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

const TYPE_ALIASES: Readonly<Record<PropertyType, readonly string[]>> = {
  string: ['text', 'str', 'varchar', 'char', 'enum', 'keyword', 'uuid', 'id', 'url', 'email'],
  number: [
    'int',
    'integer',
    'float',
    'double',
    'decimal',
    'numeric',
    'long',
    'bigint',
    'real',
    'money',
    'currency',
    'percent',
    'duration',
  ],
  version: ['semver', 'app_version'],
  boolean: ['bool', 'flag', 'bit', 'yes/no'],
  datetime: ['timestamp', 'date-time', 'time', 'instant', 'timestamptz', 'moment'],
  date: ['day', 'birthday', 'calendar date'],
  'list<string>': [
    'array',
    'list',
    'strings',
    'string[]',
    'list of strings',
    'array<string>',
    'set',
    'tags',
    'list(string)',
    'list[string]',
  ],
  'list<number>': [
    'numbers',
    'number[]',
    'list of numbers',
    'array<number>',
    'list<int>',
    'list(number)',
    'list[number]',
  ],
  geo: ['location', 'point', 'latlon', 'geopoint', 'coordinates', 'geography', 'lat_lon', 'place'],
};

const TYPE_CANDIDATES = PROPERTY_TYPES.map((name) => ({ name, aliases: TYPE_ALIASES[name] }));

function typeNamed(text: string): PropertyType | undefined {
  const [first] = suggest(text, TYPE_CANDIDATES, 1);
  return PROPERTY_TYPES.find((type) => type === text) ?? PROPERTY_TYPES.find((type) => type === first);
}

function readType(entry: Entry | undefined, context: SchemaContext): PropertyType | undefined {
  const text = readText(entry, context);
  if (entry === undefined || text === undefined) return undefined;
  const type = PROPERTY_TYPES.find((each) => each === text);
  if (type !== undefined) return type;
  const suggestions = suggest(text, TYPE_CANDIDATES, 2);
  context.report(
    report(unknownPropertyType, entry.value?.range ?? entry.range, { type: text, suggestions }, { suggestions }),
  );
  // Read as it was probably meant, so that the rules that use the property are not broken, too.
  return typeNamed(text);
}

function takesValues(type: PropertyType): boolean {
  return (
    type === 'string' || type === 'number' || type === 'version' || type === 'list<string>' || type === 'list<number>'
  );
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

/** The values of `values` or `examples` that fit the type; `undefined` when the key is absent. */
function readValues(
  entry: Entry | undefined,
  type: PropertyType | undefined,
  context: SchemaContext,
): Scalar[] | undefined {
  if (entry === undefined) return undefined;
  const key = keyText(entry);
  const node = entry.value;
  if (key === 'values' && node?.kind === 'list' && node.items.length === 0) {
    context.report(report(emptyValue, entry.range, { key, needs: 'at least one value, or remove it' }));
  }
  const seen = new Set<Scalar>();
  for (const item of readScalars(entry, 'a value', context)) {
    const value = readValue(item, key, type, context);
    if (value === undefined) continue;
    if (seen.has(value)) context.report(report(duplicateValue, item.range, { value: String(value), key }));
    seen.add(value);
  }
  return [...seen];
}

function readValue(
  item: ScalarNode,
  key: string,
  type: PropertyType | undefined,
  context: SchemaContext,
): Scalar | undefined {
  const written = scalarText(item);
  const wrong = (replacement?: string): undefined => {
    const data = { value: written, type: type ?? 'value', key, ...(replacement === undefined ? {} : { replacement }) };
    context.report(
      report(valueNotOfType, item.range, data, replacement === undefined ? {} : { suggestions: [replacement] }),
    );
    return undefined;
  };
  switch (type) {
    case 'string':
    case 'list<string>':
      if (typeof item.value !== 'string') wrong(quoteScalar(written));
      return typeof item.value === 'string' ? item.value : written;
    case 'version':
      if (typeof item.value !== 'string') return wrong(quoteScalar(written));
      return versionKey(item.value) === undefined ? wrong() : item.value;
    case 'number':
    case 'list<number>':
      if (typeof item.value === 'number' && Number.isFinite(item.value)) return item.value;
      return wrong(typeof item.value === 'string' && /^[-+]?\d+(\.\d+)?$/.test(item.value) ? item.value : undefined);
    case 'boolean':
      return typeof item.value === 'boolean' ? item.value : wrong();
    default:
      return item.value;
  }
}

function readOrdered(
  entry: Entry | undefined,
  property: string,
  type: PropertyType | undefined,
  values: readonly Scalar[] | undefined,
  context: SchemaContext,
): boolean {
  if (!readBoolean(entry, context) || entry === undefined) return false;
  if (values !== undefined && values.length > 1) return type === 'string' || type === 'number' || type === 'version';
  context.report(report(orderedWithoutValues, entry.key.range, { property }));
  return false;
}

function readLabels(
  entry: Entry | undefined,
  values: readonly Scalar[] | undefined,
  context: SchemaContext,
): Map<string, string> {
  const labels = new Map<string, string>();
  const node: MapNode | undefined = readMap(entry, 'a map of values and what they mean', context);
  const known = values && new Set(values.map(String));
  for (const each of node?.entries ?? []) {
    const value = keyText(each);
    if (isNothing(each.value)) {
      context.report(report(emptyValue, each.range, { key: value, needs: 'what it means' }));
      continue;
    }
    const label = readText(each, context);
    if (known && known.size > 0 && !known.has(value)) {
      const suggestions = suggest(
        value,
        [...known].map((name) => ({ name })),
      );
      context.report(report(labelWithoutValue, each.key.range, { value, suggestions }, { suggestions }));
    } else if (label !== undefined) labels.set(value, label);
  }
  return labels;
}
