/**
 * Every key that the project schema can have, with its documentation. Reading, completion, hover, formatting and the
 * JSON Schema all follow this one table, so that they cannot disagree.
 */
import { PROPERTY_TYPES, type PropertyType } from './model.ts';

/** What may stand at a place of the schema file. */
export type SchemaShape =
  | {
      readonly kind: 'text';
      /** The only texts allowed. */
      readonly values?: readonly SchemaValue[];
      /** What the text names, for completion and go to definition. */
      readonly names?: SchemaNames;
    }
  | { readonly kind: 'boolean' | 'scalar' }
  | { readonly kind: 'list'; readonly of: SchemaShape; readonly atLeastOne?: boolean }
  | { readonly kind: 'map'; readonly keys: readonly SchemaKey[] }
  /** A map whose keys the author chooses: events, properties, channels. `what` is one of them in words. */
  | { readonly kind: 'names'; readonly what: string; readonly of: SchemaShape }
  | { readonly kind: 'either'; readonly of: readonly SchemaShape[] }
  /** Rules as in a segment; those of a channel may say why they fail. */
  | { readonly kind: 'rules'; readonly because: boolean };

export type SchemaNames =
  | 'event'
  | 'user-property'
  | 'event-property'
  | 'sibling'
  | 'timezone'
  | 'column'
  | 'data-path';

export interface SchemaValue {
  readonly value: string | number;
  readonly doc: string;
}

export interface SchemaKey {
  readonly name: string;
  /** Markdown, one or two sentences. */
  readonly doc: string;
  readonly shape: SchemaShape;
  readonly required?: boolean;
  /** LSP snippet of key and value. */
  readonly snippet: string;
}

const TEXT: SchemaShape = { kind: 'text' };
const TEXTS: SchemaShape = { kind: 'list', of: TEXT };
const BOOLEAN: SchemaShape = { kind: 'boolean' };

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

const description = (of: string): SchemaKey => ({
  name: 'description',
  doc: `What the ${of} is, for people and the agent.`,
  shape: TEXT,
  snippet: 'description: $1',
});

const aliases = (of: string): SchemaKey => ({
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

const properties = (of: string): SchemaKey => ({
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

const columns: SchemaKey = {
  name: 'columns',
  doc: 'Property → column, where their names differ: `{os: device_os}`.',
  shape: { kind: 'names', what: 'property', of: { kind: 'text', names: 'column' } },
  snippet: 'columns: {$1}',
};

const path: SchemaKey = {
  name: 'path',
  doc: 'The files, as a glob from this file’s folder: `.csv`, `.ndjson`, `.json`, each also `.gz`, and `.parquet`.',
  shape: { kind: 'text', names: 'data-path' },
  required: true,
  snippet: 'path: ${1:data/*.csv}',
};

const column = (name: string, doc: string, required: boolean): SchemaKey => ({
  name,
  doc,
  shape: { kind: 'text', names: 'column' },
  required,
  snippet: `${name}: \${1:${name}}`,
});

const userSource: SchemaShape = {
  kind: 'map',
  keys: [path, column('id', 'The column with the user’s id.', true), columns],
};

const eventSource: SchemaShape = {
  kind: 'map',
  keys: [
    path,
    column('user', 'The column with the user’s id.', true),
    column('name', 'The column with the event’s name. Give either `name` or `event`.', false),
    {
      name: 'event',
      doc: 'The one event that every row is. Give either `name` or `event`.',
      shape: { kind: 'text', names: 'event' },
      snippet: 'event: $1',
    },
    column('time', 'The column with the event’s date-time.', true),
    columns,
  ],
};

const meansAndMore: readonly SchemaKey[] = [
  {
    name: 'means',
    doc: 'The rules the word stands for; all must hold.',
    shape: { kind: 'rules', because: false },
    required: true,
    snippet: 'means:\n  - $1',
  },
  description('word'),
  aliases('word'),
];

/** The file's own keys, in the order in which `fmt` writes them; their shapes nest the rest. */
export const schemaKeys: readonly SchemaKey[] = [
  {
    name: 'version',
    doc: 'The version of the schema language: 1.',
    shape: { kind: 'text', values: [{ value: 1, doc: 'The only version so far.' }] },
    required: true,
    snippet: 'version: 1',
  },
  { name: 'project', doc: 'The project’s name.', shape: TEXT, snippet: 'project: ${1:my-project}' },
  {
    name: 'timezone',
    doc: 'IANA time zone of local days, hours and calendar periods, such as `Asia/Kolkata`. UTC when left out.',
    shape: { kind: 'text', names: 'timezone' },
    snippet: 'timezone: ${1:UTC}',
  },
  {
    name: 'as_of',
    doc: 'The instant at which segments are evaluated: `now` (default), `latest_event`, or a date or date-time.',
    shape: {
      kind: 'either',
      of: [
        {
          kind: 'text',
          values: [
            { value: 'now', doc: 'The moment of evaluation.' },
            { value: 'latest_event', doc: 'The time of the newest event in the data.' },
          ],
        },
        TEXT,
      ],
    },
    snippet: 'as_of: ${1|now,latest_event|}',
  },
  {
    name: 'users',
    doc: 'What is known about users.',
    shape: { kind: 'map', keys: [properties('users')] },
    snippet: 'users:\n  properties:\n    ${1:name}: {type: ${2:string}}',
  },
  {
    name: 'events',
    doc: 'What users do, by the event’s exact name.',
    shape: { kind: 'names', what: 'event', of: { kind: 'map', keys: eventKeys } },
    snippet: 'events:\n  ${1:Event Name}:\n    description: $2',
  },
  {
    name: 'unknown',
    doc: 'What a name that is not declared here is in a rule.',
    shape: {
      kind: 'text',
      values: [
        { value: 'error', doc: 'An unknown name is an error (default).' },
        {
          value: 'warning',
          doc: 'An unknown name is a warning; events are looked for in the data, properties are missing.',
        },
      ],
    },
    snippet: 'unknown: ${1|error,warning|}',
  },
  {
    name: 'channels',
    doc: 'How users can be reached. A user is reachable on a channel when all its rules hold; the first that fails gives the reason.',
    shape: {
      kind: 'names',
      what: 'channel',
      of: {
        kind: 'map',
        keys: [
          { name: 'label', doc: 'The channel’s name for people.', shape: TEXT, snippet: 'label: $1' },
          description('channel'),
          aliases('channel'),
          {
            name: 'reachable',
            doc: 'The rules that must all hold. `because` names the reason when that rule is the first to fail.',
            shape: { kind: 'rules', because: true },
            required: true,
            snippet: 'reachable:\n  - {user: ${1:property}, exists: true, because: ${2:reason}}',
          },
        ],
      },
    },
    snippet:
      'channels:\n  ${1:push}:\n    label: ${2:Push}\n    reachable:\n      - {user: ${3:push_token}, exists: true, because: ${4:no device token}}',
  },
  {
    name: 'roles',
    doc: 'What the agent needs to know about events and properties. Each is optional.',
    shape: {
      kind: 'map',
      keys: [
        {
          name: 'activity',
          doc: 'The event that counts as being active.',
          shape: { kind: 'text', names: 'event' },
          snippet: 'activity: $1',
        },
        {
          name: 'purchase',
          doc: 'The event that is a purchase, and the property that holds its value.',
          shape: {
            kind: 'either',
            of: [
              {
                kind: 'map',
                keys: [
                  {
                    name: 'event',
                    doc: 'The event that is a purchase.',
                    shape: { kind: 'text', names: 'event' },
                    required: true,
                    snippet: 'event: $1',
                  },
                  {
                    name: 'value',
                    doc: 'Its number property with the amount paid.',
                    shape: { kind: 'text', names: 'event-property' },
                    snippet: 'value: $1',
                  },
                ],
              },
              { kind: 'text', names: 'event' },
            ],
          },
          snippet: 'purchase: {event: $1, value: $2}',
        },
        {
          name: 'signup',
          doc: 'The user property with the date of signing up.',
          shape: { kind: 'text', names: 'user-property' },
          snippet: 'signup: $1',
        },
        {
          name: 'birthday',
          doc: 'The user property with the date of birth.',
          shape: { kind: 'text', names: 'user-property' },
          snippet: 'birthday: $1',
        },
      ],
    },
    snippet: 'roles:\n  $1',
  },
  {
    name: 'glossary',
    doc: 'Business words, for the agent: asked once, remembered in git.',
    shape: { kind: 'names', what: 'word', of: { kind: 'map', keys: meansAndMore } },
    snippet: 'glossary:\n  ${1:active}: {means: [{did: ${2:App Launched}, within: ${3:30d}}]}',
  },
  {
    name: 'samples',
    doc: 'What sample users show. Personal data is masked unless shown on purpose.',
    shape: {
      kind: 'map',
      keys: [
        {
          name: 'columns',
          doc: 'The user properties to show, in order.',
          shape: { kind: 'list', of: { kind: 'text', names: 'user-property' } },
          snippet: 'columns: [$1]',
        },
      ],
    },
    snippet: 'samples: {columns: [$1]}',
  },
  {
    name: 'data',
    doc: 'Where the data lies. Paths are globs from this file’s folder.',
    shape: {
      kind: 'map',
      keys: [
        {
          name: 'users',
          doc: 'The files with one row a user; a column is a property.',
          shape: { kind: 'either', of: [userSource, { kind: 'list', of: userSource }] },
          snippet: 'users: {path: ${1:data/users.csv}, id: ${2:user_id}}',
        },
        {
          name: 'events',
          doc: 'The files with one row an event; other columns are its properties.',
          shape: { kind: 'either', of: [{ kind: 'list', of: eventSource }, eventSource] },
          snippet:
            'events:\n  - {path: ${1:data/events.ndjson}, user: ${2:user_id}, name: ${3:event}, time: ${4:time}}',
        },
        {
          name: 'on_bad_row',
          doc: 'What a row without id, name or time does to the import.',
          shape: {
            kind: 'text',
            values: [
              { value: 'fail', doc: 'The import stops and names the row (default).' },
              { value: 'skip', doc: 'The row is left out and counted in a warning.' },
            ],
          },
          snippet: 'on_bad_row: ${1|fail,skip|}',
        },
      ],
    },
    snippet: 'data:\n  users: {path: ${1:data/users.csv}, id: ${2:user_id}}',
  },
];

/** The shape at a path of keys and indices from the file's root; `undefined` where nothing can stand. Of several shapes, the one that the path fits. */
export function schemaShapeAt(path: readonly (string | number)[]): SchemaShape | undefined {
  let shapes: readonly SchemaShape[] = [{ kind: 'map', keys: schemaKeys }];
  for (const step of path) {
    shapes = shapes.flatMap(alternatives).flatMap((shape) => {
      if (typeof step === 'number') return shape.kind === 'list' ? [shape.of] : [];
      if (shape.kind === 'names') return [shape.of];
      const key = shape.kind === 'map' ? shape.keys.find(({ name }) => name === step) : undefined;
      return key ? [key.shape] : [];
    });
  }
  const [first, ...others] = shapes;
  return others.length === 0 ? first : { kind: 'either', of: shapes };
}

/** The documented key at a path that ends with its name. */
export function schemaKeyAt(path: readonly (string | number)[]): SchemaKey | undefined {
  const name = path.at(-1);
  const parent = schemaShapeAt(path.slice(0, -1));
  if (parent === undefined) return undefined;
  for (const shape of alternatives(parent)) {
    const key = shape.kind === 'map' ? shape.keys.find((each) => each.name === name) : undefined;
    if (key) return key;
  }
  return undefined;
}

/** The shapes that one shape stands for. */
export function alternatives(shape: SchemaShape): readonly SchemaShape[] {
  return shape.kind === 'either' ? shape.of.flatMap(alternatives) : [shape];
}
