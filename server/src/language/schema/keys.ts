/**
 * Every key that the project schema can have, with its documentation. Reading, completion, hover, formatting and the
 * JSON Schema all follow this one table, so that they cannot disagree.
 */

import { eventSource, userSource } from './data-keys.ts';
import { alternatives, type SchemaKey, type SchemaShape, TEXT } from './key-shape.ts';
import { aliases, description, eventKeys, properties } from './name-keys.ts';

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
