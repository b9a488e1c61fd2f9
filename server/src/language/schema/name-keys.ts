/** The keys of what has a name: events and properties. */
import { BOOLEAN, type SchemaKey, type SchemaValue, TEXT, TEXTS } from './key-shape.ts';
import { PROPERTY_TYPES, type PropertyType } from './model.ts';

const PROPERTY_TYPE_DOCS: Readonly<Record<PropertyType, string>> = {
  string: 'Text, compared exactly unless a rule says `ignore_case`.',
  number: 'A number.',
  version: 'A version such as `10.2.1`, compared part by part.',
  boolean: '`true` or `false`.',
  datetime: 'An instant: `2026-01-31T18:00:00Z`; without an offset it is local.',
  date: 'A calendar day: `2026-01-31`.',
  'list<string>': 'Several texts.',
  'list<number>': 'Several numbers.',
  geo: 'A place: `{lat, lon}`.',
};

export const PROPERTY_TYPE_VALUES: readonly SchemaValue[] = PROPERTY_TYPES.map((type) => ({
  value: type,
  doc: PROPERTY_TYPE_DOCS[type],
}));

export const description = (of: string): SchemaKey => ({
  name: 'description',
  doc: `What the ${of} is, for people and the agent.`,
  shape: TEXT,
  snippet: 'description: $1',
});

export const aliases = (of: string): SchemaKey => ({
  name: 'aliases',
  doc: `Other words people use for the ${of}. They help the agent and “did you mean”; they are never valid in a rule.`,
  shape: TEXTS,
  snippet: 'aliases: [$1]',
});

const deprecated = (of: string): SchemaKey[] => [
  {
    name: 'deprecated',
    doc: `Warns wherever the ${of} is used: \`true\`, or a sentence of advice.`,
    shape: { kind: 'either', of: [BOOLEAN, TEXT] },
    snippet: 'deprecated: ${1:true}',
  },
  {
    name: 'replaced_by',
    doc: `The ${of} to use instead; offered as a fix.`,
    shape: { kind: 'text', names: 'sibling' },
    snippet: 'replaced_by: $1',
  },
];

/** In the order in which `fmt` writes them. */
export const propertyKeys: readonly SchemaKey[] = [
  {
    name: 'type',
    doc: 'The type of the property’s values; it decides which operators a rule can use.',
    shape: { kind: 'text', values: PROPERTY_TYPE_VALUES },
    required: true,
    snippet: 'type: ${1|string,number,version,boolean,datetime,date,list<string>,list<number>,geo|}',
  },
  { name: 'unit', doc: 'What numbers are measured in: `USD`, `minutes`.', shape: TEXT, snippet: 'unit: $1' },
  description('property'),
  {
    name: 'values',
    doc: 'The closed set of values: any other value in a rule is an error.',
    shape: { kind: 'list', of: { kind: 'scalar' }, atLeastOne: true },
    snippet: 'values: [$1]',
  },
  {
    name: 'ordered',
    doc: '`values` go from lowest to highest, so rules may compare with `gt`, `gte`, `lt`, `lte` and `between`.',
    shape: BOOLEAN,
    snippet: 'ordered: true',
  },
  {
    name: 'labels',
    doc: 'What coded values mean, for people and the agent: `{F: female, GB: United Kingdom}`.',
    shape: { kind: 'names', what: 'value', of: TEXT },
    snippet: 'labels: {$1}',
  },
  {
    name: 'examples',
    doc: 'Values that occur. They are offered, and other values stay allowed.',
    shape: { kind: 'list', of: { kind: 'scalar' } },
    snippet: 'examples: [$1]',
  },
  {
    name: 'pii',
    doc: 'Personal data: masked in samples, and its values never reach a model.',
    shape: BOOLEAN,
    snippet: 'pii: true',
  },
  {
    name: 'sensitive',
    doc: 'Sensitive data (health, religion, …): rules that use it get a warning.',
    shape: BOOLEAN,
    snippet: 'sensitive: true',
  },
  aliases('property'),
  ...deprecated('property'),
];

export const properties = (of: string): SchemaKey => ({
  name: 'properties',
  doc: `The properties of ${of}, by name.`,
  shape: { kind: 'names', what: 'property', of: { kind: 'map', keys: propertyKeys } },
  snippet: 'properties:\n  ${1:name}: {type: ${2:string}}',
});

export const eventKeys: readonly SchemaKey[] = [
  description('event'),
  aliases('event'),
  ...deprecated('event'),
  properties('the event'),
];
