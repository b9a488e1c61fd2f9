/**
 * A store's file from rows in memory, by the physical layout alone: the engine can be tested without the import.
 * Values are given as they lie in the database (milliseconds, 0 and 1), geos as [lat, lon], versions with their key.
 */
import type { PropertyType } from '../../server/src/language/schema/model.ts';
import {
  columnsOf,
  createStatements,
  eventColumnStem,
  eventTable,
  type Meta,
  type Physical,
  type PhysicalColumn,
  physicalColumn,
  physicalToJson,
  STORE_FORMAT,
  type TextEncoding,
  userColumnStem,
} from '../../server/src/store/physical.ts';
import type { ImportReport } from '../../server/src/store/ports.ts';
import { wasmPath } from '../../server/src/store/program-files.ts';
import { loadSqlJs } from '../../server/src/store/sqljs.ts';

export type RawValue = string | number | null | undefined | { readonly cells: readonly (string | number)[] };

/** A property's type; a text's encoding follows it: `string:plain` (default `string:dict`). */
export type RawType = PropertyType | 'string:plain' | 'version:plain';

export interface RawStore {
  readonly timezone?: string;
  readonly version?: string;
  readonly users?: {
    readonly properties?: Readonly<Record<string, RawType>>;
    readonly rows?: Readonly<Record<string, Readonly<Record<string, RawValue>>>>;
  };
  /** By event name. Rows are [user, instant, properties]; the order of data is that of the rows of all events as written. */
  readonly events?: Readonly<
    Record<
      string,
      {
        readonly properties?: Readonly<Record<string, RawType>>;
        readonly rows: readonly (readonly [string, number, Readonly<Record<string, RawValue>>?])[];
      }
    >
  >;
}

export const NO_REPORT: ImportReport = {
  sources: [],
  badRows: [],
  misfits: [],
  duplicateUsers: 0,
  undeclaredEvents: [],
  undeclaredProperties: [],
  warnings: [],
};

/** A version as the store keeps it: its text and its sort key. */
export const version = (text: string, key: string): RawValue => ({ cells: [text, key] });
export const geo = (lat: number, lon: number): RawValue => ({ cells: [lat, lon] });

export const loadSqlite = () => loadSqlJs(wasmPath());

export async function storeBytes(raw: RawStore): Promise<SharedArrayBuffer> {
  const SqlJs = await loadSqlite();
  const database = new SqlJs.Database();
  const physical = physicalOf(raw);
  for (const statement of createStatements(physical)) database.run(statement);

  const codes = new Map<string, number>();
  const code = (text: string): number => {
    let known = codes.get(text);
    if (known === undefined) {
      known = codes.size + 1;
      codes.set(text, known);
      database.run('INSERT INTO dict VALUES (?, ?)', [known, text]);
    }
    return known;
  };
  const cells = (column: PhysicalColumn, value: RawValue): (string | number | null)[] => {
    const names = columnsOf(column);
    if (value === undefined || value === null) return names.map(() => null);
    const list = typeof value === 'object' ? [...value.cells] : [value];
    const encoded = 'encoding' in column && column.encoding === 'dict';
    return encoded ? list.map((text) => code(String(text))) : list;
  };
  const values = (columns: ReadonlyMap<string, PhysicalColumn>, row: Readonly<Record<string, RawValue>>) =>
    [...columns].flatMap(([name, column]) => cells(column, row[name]));
  const insert = (table: string, row: readonly (string | number | null)[]): void => {
    database.run(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`, [...row]);
  };

  const ids = idsOf(raw);
  const positions = new Map(ids.map((id, position) => [id, position]));
  const firsts = firstEvents(raw);
  ids.forEach((id, position) => {
    const row = raw.users?.rows?.[id];
    insert('users', [position, id, row ? 1 : 0, firsts.get(id) ?? null, ...values(physical.userColumns, row ?? {})]);
  });
  let seq = 0;
  for (const [name, { rows }] of Object.entries(raw.events ?? {})) {
    const table = physical.events.get(name);
    if (!table) continue;
    for (const [user, ts, properties] of rows) {
      insert(table.table, [positions.get(user) ?? -1, ts, seq++, ...values(table.columns, properties ?? {})]);
    }
  }
  const meta: Meta = {
    format: STORE_FORMAT,
    version: raw.version ?? 'v1',
    built_at: 0,
    events: seq,
    report: NO_REPORT,
    physical: physicalToJson(physical),
    timezone: raw.timezone ?? 'UTC',
  };
  for (const [key, value] of Object.entries(meta)) insert('meta', [key, JSON.stringify(value)]);
  database.run('ANALYZE');
  const exported = database.export();
  database.close();
  const shared = new SharedArrayBuffer(exported.byteLength);
  new Uint8Array(shared).set(exported);
  return shared;
}

/** The layout that a store of these rows has. */
export function physicalOf(raw: RawStore): Physical {
  const events = Object.entries(raw.events ?? {}).filter(([, { rows }]) => rows.length > 0);
  const instants = events.flatMap(([, { rows }]) => rows.map(([, ts]) => ts));
  return {
    userCount: idsOf(raw).length,
    userColumns: columnsFrom(raw.users?.properties ?? {}, userColumnStem),
    events: new Map(
      events.map(([name, { properties, rows }], index) => [
        name,
        { table: eventTable(index), rows: rows.length, columns: columnsFrom(properties ?? {}, eventColumnStem) },
      ]),
    ),
    ...(instants.length > 0 ? { firstEvent: Math.min(...instants), latestEvent: Math.max(...instants) } : {}),
  };
}

function columnsFrom(
  properties: Readonly<Record<string, RawType>>,
  stem: (index: number) => string,
): ReadonlyMap<string, PhysicalColumn> {
  return new Map(
    Object.entries(properties).map(([name, raw], index) => {
      const [type, encoding = 'dict'] = raw.split(':') as [PropertyType, TextEncoding?];
      return [name, physicalColumn(type, stem(index), encoding)];
    }),
  );
}

function idsOf(raw: RawStore): readonly string[] {
  const ids = new Set(Object.keys(raw.users?.rows ?? {}));
  for (const { rows } of Object.values(raw.events ?? {})) for (const [user] of rows) ids.add(user);
  return [...ids].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

function firstEvents(raw: RawStore): ReadonlyMap<string, number> {
  const firsts = new Map<string, number>();
  for (const { rows } of Object.values(raw.events ?? {})) {
    for (const [user, ts] of rows) firsts.set(user, Math.min(ts, firsts.get(user) ?? ts));
  }
  return firsts;
}
