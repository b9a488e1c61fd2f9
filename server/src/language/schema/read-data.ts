import { report } from '../checks/check.ts';
import { eventSourceName } from '../checks/schema/event-source-name.ts';
import { invalidDataPath } from '../checks/schema/invalid-data-path.ts';
import type { Range } from '../diagnostic.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/tree.ts';
import {
  type Fields,
  isNothing,
  keyText,
  readChoice,
  readFields,
  readMap,
  readText,
  reportWrong,
  type SchemaContext,
} from './fields.ts';
import { alternatives, type SchemaKey } from './key-shape.ts';
import { schemaKeyAt, schemaShapeAt } from './keys.ts';
import type { DataSources, EventSourceFile, UserSource } from './model.ts';

const NO_DATA: DataSources = { users: [], events: [], onBadRow: 'fail' };

/** Reads where the data lies. A source that lacks something is left out. */
export function readData(entry: Entry | undefined, context: SchemaContext): DataSources {
  const node = readMap(entry, 'a map: {users: …, events: …}', context, { mayBeEmpty: true });
  if (node === undefined) return NO_DATA;
  const get = readFields(node, keysOf('data'), 'data', context);
  const users = sources(get('users'), 'users', context).flatMap((source) => readUserSource(source, context) ?? []);
  const events = sources(get('events'), 'events', context).flatMap((source) => readEventSource(source, context) ?? []);
  const shape = schemaShapeAt(['data', 'on_bad_row']);
  const onBadRow = shape && readChoice(get('on_bad_row'), shape, context);
  return { users, events, onBadRow: onBadRow === 'skip' ? 'skip' : 'fail' };
}

/** One source or a list of them. */
function sources(entry: Entry | undefined, key: string, context: SchemaContext): MapNode[] {
  if (entry === undefined || isNothing(entry.value)) return [];
  const items: readonly SyntaxNode[] = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  return items.flatMap((item) => {
    if (item.kind === 'map') return [item];
    reportWrong(item, key, 'sources: {path: …, …}', context);
    return [];
  });
}

function readUserSource(node: MapNode, context: SchemaContext): UserSource | undefined {
  const get = readFields(node, keysOf('data', 'users'), 'a user source', context);
  const path = readPath(get('path'), context);
  const id = readText(get('id'), context);
  const columns = readColumns(get, context);
  return path === undefined || id === undefined ? undefined : { ...path, id, columns };
}

function readEventSource(node: MapNode, context: SchemaContext): EventSourceFile | undefined {
  const get = readFields(node, keysOf('data', 'events', 0), 'an event source', context);
  const path = readPath(get('path'), context);
  const user = readText(get('user'), context);
  const time = readText(get('time'), context);
  const name = readText(get('name'), context);
  const event = readText(get('event'), context);
  const columns = readColumns(get, context);
  const given = [get('name'), get('event')].filter((entry) => entry !== undefined);
  if (given.length !== 1) {
    const range = get('event')?.key.range ?? get('path')?.key.range ?? node.range;
    context.report(report(eventSourceName, range, { both: given.length === 2 }));
    return undefined;
  }
  if (path === undefined || user === undefined || time === undefined) return undefined;
  if (name !== undefined) return { ...path, user, name, time, columns };
  return event === undefined ? undefined : { ...path, user, event, time, columns };
}

function readPath(entry: Entry | undefined, context: SchemaContext): { path: string; range: Range } | undefined {
  const path = readText(entry, context);
  if (entry?.value === undefined || path === undefined) return undefined;
  const { range } = entry.value;
  const why = whatIsWrong(path);
  if (why === undefined) return { path: path.replace(/^(?:\.\/)+/, ''), range };
  context.report(report(invalidDataPath, range, { path, why }));
  return undefined;
}

function whatIsWrong(path: string): 'absolute' | 'outside' | 'kind' | 'backslash' | undefined {
  if (/^[A-Za-z]:[\\/]|^[\\/~]|^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return 'absolute';
  if (/\\[^*?[\](){}!\\]/.test(path)) return 'backslash';
  // A folder up and down again may stay inside; what counts is where the path ends up.
  let depth = 0;
  for (const part of path.split('/')) {
    if (part === '..') depth--;
    else if (part !== '.' && part !== '') depth++;
    if (depth < 0) return 'outside';
  }
  return /(?:\.(?:csv|ndjson|json)(?:\.gz)?|\.parquet|[*}\])])$/i.test(path) ? undefined : 'kind';
}

function readColumns(get: Fields, context: SchemaContext): Map<string, string> {
  const columns = new Map<string, string>();
  const node = readMap(get('columns'), 'a map of properties and columns: {os: device_os}', context, {
    mayBeEmpty: true,
  });
  for (const entry of node?.entries ?? []) {
    const column = readText(entry, context);
    if (column !== undefined) columns.set(keyText(entry), column);
  }
  return columns;
}

function keysOf(...path: readonly (string | number)[]): readonly SchemaKey[] {
  const shape = path.length === 1 ? schemaKeyAt(path)?.shape : schemaShapeAt(path);
  return shape ? alternatives(shape).flatMap((each) => (each.kind === 'map' ? each.keys : [])) : [];
}
