/** Projects with data for tests of the import, and what their store then holds, as plain values. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import initSqlJs from 'sql.js';
import type { EventType, ProjectSchema, Property, PropertyType } from '../../server/src/language/schema/model.ts';
import { type BuiltStore, buildStore, type ImportProgress } from '../../server/src/store/import/index.ts';
import { type Meta, type PhysicalColumn, physicalFromJson } from '../../server/src/store/physical.ts';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } as never;

export interface DataSchema {
  readonly timezone?: string;
  readonly onBadRow?: 'fail' | 'skip';
  readonly users?: Readonly<Record<string, PropertyType>>;
  readonly pii?: readonly string[];
  readonly description?: string;
  readonly events?: Readonly<Record<string, Readonly<Record<string, PropertyType>>>>;
  readonly userData?: readonly { path: string; id: string; columns?: Readonly<Record<string, string>> }[];
  readonly eventData?: readonly {
    path: string;
    user: string;
    time: string;
    name?: string;
    event?: string;
    columns?: Readonly<Record<string, string>>;
  }[];
}

/** A project schema as `readSchema` would give it. */
export function projectSchema(schema: DataSchema): ProjectSchema {
  const properties = (types: Readonly<Record<string, PropertyType>>, event?: string): ReadonlyMap<string, Property> =>
    new Map(
      Object.entries(types).map(([name, type]): [string, Property] => [
        name,
        {
          name,
          type,
          range,
          ...(event === undefined ? {} : { event }),
          ...(schema.description === undefined ? {} : { description: schema.description }),
          aliases: [],
          ordered: false,
          labels: new Map(),
          examples: [],
          pii: schema.pii?.includes(name) ?? false,
          sensitive: false,
        },
      ]),
    );
  const columns = (given: Readonly<Record<string, string>> | undefined) => new Map(Object.entries(given ?? {}));
  return {
    uri: 'file:///segments.schema.yaml',
    project: 'test',
    timezone: schema.timezone ?? 'UTC',
    asOf: { kind: 'now' },
    users: properties(schema.users ?? {}),
    events: new Map(
      Object.entries(schema.events ?? {}).map(([name, types]): [string, EventType] => [
        name,
        { name, range, aliases: [], properties: properties(types, name) },
      ]),
    ),
    unknown: 'error',
    channels: new Map(),
    roles: {},
    glossary: new Map(),
    samples: { columns: [] },
    data: {
      users: (schema.userData ?? []).map((source) => ({ ...source, range, columns: columns(source.columns) })),
      events: (schema.eventData ?? []).map((source) => ({ ...source, range, columns: columns(source.columns) })),
      onBadRow: schema.onBadRow ?? 'fail',
    },
  };
}

export interface DataProject {
  readonly root: string;
  write(path: string, content: string | Uint8Array): void;
  build(schema: DataSchema, onProgress?: (progress: ImportProgress) => void): Promise<BuiltStore>;
  remove(): void;
}

/** A folder with data files. */
export function dataProject(files: Readonly<Record<string, string | Uint8Array>> = {}): DataProject {
  const root = mkdtempSync(join(tmpdir(), 'segments-data-'));
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (const [path, content] of Object.entries(files)) write(path, content);
  return {
    root,
    write,
    build: (schema, onProgress) =>
      buildStore({ root, schema: projectSchema(schema), ...(onProgress === undefined ? {} : { onProgress }) }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export type PlainRow = Readonly<Record<string, unknown>>;

export interface StoreContent {
  readonly meta: Meta;
  /** In order of `idx`. Missing values are absent. */
  readonly users: readonly PlainRow[];
  /** By event name, in the order of the table. `$user` is the id, `$at` an ISO instant, `$seq` the place in the data. */
  readonly events: Readonly<Record<string, readonly PlainRow[]>>;
}

/** Everything a store's file holds. Asserts that SQLite finds it sound. */
export async function readStore(path: string): Promise<StoreContent> {
  const SQL = await initSqlJs();
  const db = new SQL.Database(readFileSync(path));
  try {
    const rows = (sql: string): PlainRow[] => {
      const result: PlainRow[] = [];
      const statement = db.prepare(sql);
      while (statement.step()) result.push(statement.getAsObject());
      statement.free();
      return result;
    };
    const check = rows('PRAGMA integrity_check')[0]?.['integrity_check'];
    if (check !== 'ok') throw new Error(`The store is not sound: ${check}`);
    const meta = Object.fromEntries(
      rows('SELECT key, value FROM meta').map(({ key, value }) => [key, JSON.parse(String(value))]),
    ) as unknown as Meta;
    const physical = physicalFromJson(meta.physical);
    const dict = new Map(rows('SELECT code, value FROM dict').map(({ code, value }) => [code, value]));
    const decode = (row: PlainRow, columns: ReadonlyMap<string, PhysicalColumn>): PlainRow => {
      const values: Record<string, unknown> = {};
      for (const [name, column] of columns) {
        if (column.type === 'geo') {
          if (row[column.lat] !== null) values[name] = { lat: row[column.lat], lon: row[column.lon] };
          continue;
        }
        let value = row[column.column];
        if (value === null) continue;
        if ('encoding' in column && column.encoding === 'dict') value = dict.get(value);
        if (column.type === 'boolean') value = value === 1;
        if (column.type === 'datetime' || column.type === 'date') value = new Date(value as number).toISOString();
        if (column.type.startsWith('list')) value = JSON.parse(String(value));
        values[name] = value;
      }
      return values;
    };
    const users = rows('SELECT * FROM users ORDER BY idx');
    const events = [...physical.events].map(([name, event]) => [
      name,
      rows(`SELECT * FROM ${event.table}`).map((row) => ({
        $user: users[row['user'] as number]?.['id'],
        $at: new Date(row['ts'] as number).toISOString(),
        $seq: row['seq'],
        ...decode(row, event.columns),
      })),
    ]);
    return {
      meta,
      users: users.map((row) => ({ $id: row['id'], $row: row['has_row'], ...decode(row, physical.userColumns) })),
      events: Object.fromEntries(events),
    };
  } finally {
    db.close();
  }
}
