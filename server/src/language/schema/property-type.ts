/** The type of a property, and what people write in its place. */
import { report } from '../checks/check.ts';
import { unknownPropertyType } from '../checks/schema/unknown-property-type.ts';
import type { Entry } from '../syntax/tree.ts';
import { readText, type SchemaContext } from './fields.ts';
import { PROPERTY_TYPES, type PropertyType } from './model.ts';
import { suggest } from './suggest.ts';

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

/** The type of that name, or the one that was probably meant. */
export function typeNamed(text: string): PropertyType | undefined {
  const [first] = suggest(text, TYPE_CANDIDATES, 1);
  return PROPERTY_TYPES.find((type) => type === text) ?? PROPERTY_TYPES.find((type) => type === first);
}

/** Reads a type; one that does not exist is reported. */
export function readType(entry: Entry | undefined, context: SchemaContext): PropertyType | undefined {
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

/** Whether a closed set of values makes sense. */
export function takesValues(type: PropertyType): boolean {
  return (
    type === 'string' || type === 'number' || type === 'version' || type === 'list<string>' || type === 'list<number>'
  );
}
