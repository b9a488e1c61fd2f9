/** The keys of `data`: where users and events are read from. */
import type { SchemaKey, SchemaShape } from './key-shape.ts';

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

export const userSource: SchemaShape = {
  kind: 'map',
  keys: [path, column('id', 'The column with the user’s id.', true), columns],
};

export const eventSource: SchemaShape = {
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
