import type { Database, SqlJsStatic } from 'sql.js';
import {
  columnsOf,
  createStatements,
  eventColumnStem,
  eventTable,
  MAX_BYTES,
  type Meta,
  type Physical,
  type PhysicalColumn,
  type PhysicalEvent,
  physicalToJson,
  userColumnStem,
} from '../physical.ts';
import { type ImportReport, StoreError } from '../ports.ts';
import type { Collector } from './collector.ts';
import type { Bindable, Dictionary, FinishedColumn } from './columns/column.ts';
import { eventOrder } from './event-order.ts';
import { insertInTurns, insertRows } from './insert.ts';
import type { EventRows, PropertyRows } from './rows.ts';
import { rankUsers } from './user-order.ts';

export interface WriteOptions {
  readonly sqlite: SqlJsStatic;
  readonly version: string;
  readonly format: number;
  readonly timezone: string;
  readonly builtAt: number;
  /** Statements that mark the file's header. */
  readonly header: string;
  /** Asked for once the layout is known. */
  readonly report: (physical: Physical) => ImportReport;
  readonly signal?: AbortSignal;
  readonly onRows: (rows: number) => void;
}

/** The bytes of a store's file from what the collector holds. The collector is used up by it. */
export async function storeBytes(collector: Collector, options: WriteOptions): Promise<Uint8Array> {
  const db = new options.sqlite.Database();
  try {
    db.run(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${options.header}`);
    await fill(db, collector, options);
    checkSize(db);
    return db.export();
  } catch (error) {
    throw outOfMemory(error) ? tooBig() : error;
  } finally {
    db.close();
  }
}

async function fill(db: Database, collector: Collector, options: WriteOptions): Promise<void> {
  const dictionary = new CodeTable();
  const rank = rankUsers(collector.ids);
  const users = finishColumns(collector.userRows, userColumnStem, dictionary);
  const events = [...collector.events.values()]
    .filter((rows) => rows.users.size > 0)
    .map((rows, index) => ({ rows, table: eventTable(index), ...finishColumns(rows, eventColumnStem, dictionary) }));
  const { firstOf, first, latest } = earliest(collector, rank.rankOf);
  const physical: Physical = {
    userCount: collector.ids.length,
    userColumns: users.physical,
    events: new Map(
      events.map(({ rows, table, physical: columns }): [string, PhysicalEvent] => [
        rows.name,
        { table, rows: rows.users.size, columns },
      ]),
    ),
    ...(first === undefined ? {} : { firstEvent: first }),
    ...(latest === undefined ? {} : { latestEvent: latest }),
  };
  for (const statement of createStatements(physical)) db.run(statement);
  db.run('BEGIN');
  insertRows(db, 'dict', 2, dictionary.texts.length, (i, into, at) => {
    into[at] = i;
    into[at + 1] = dictionary.texts[i]!;
  });
  const turn = (rows: number): void => {
    options.onRows(rows);
    options.signal?.throwIfAborted();
    checkSize(db);
  };
  const missing: Bindable[] = new Array(users.width).fill(null);
  await insertInTurns(db, 'users', 4 + users.width, rank.order.length, turn, (i, into, at) => {
    const user = rank.order[i]!;
    const row = collector.rowOfUser(user);
    into[at] = i;
    into[at + 1] = collector.ids[user]!;
    into[at + 2] = row < 0 ? 0 : 1;
    into[at + 3] = Number.isNaN(firstOf[i]!) ? null : firstOf[i]!;
    if (row >= 0) bindColumns(users.columns, row, into, at + 4);
    else for (let k = 0; k < missing.length; k++) into[at + 4 + k] = null;
  });
  for (const { rows, table, columns, width } of events) {
    const order = eventOrder(rows, rank.rankOf);
    const userOf = rows.users.items();
    const times = rows.times.items();
    const places = rows.places.items();
    await insertInTurns(db, table, 3 + width, order.length, turn, (i, into, at) => {
      const row = order[i]!;
      into[at] = rank.rankOf[userOf[row]!]!;
      into[at + 1] = times[row]!;
      into[at + 2] = places[row]!;
      bindColumns(columns, row, into, at + 3);
    });
  }
  db.run('COMMIT');
  db.run('ANALYZE');
  const meta: Meta = {
    format: options.format,
    version: options.version,
    built_at: options.builtAt,
    events: collector.eventCount,
    report: options.report(physical),
    physical: physicalToJson(physical),
    timezone: options.timezone,
  };
  for (const [key, value] of Object.entries(meta))
    db.run('INSERT INTO meta VALUES (?, ?)', [key, JSON.stringify(value)]);
}

/** Each user's earliest event, by `idx`, and the first and latest of all. */
function earliest(
  collector: Collector,
  rankOf: Uint32Array,
): { readonly firstOf: Float64Array; readonly first?: number; readonly latest?: number } {
  const firstOf = new Float64Array(rankOf.length).fill(Number.NaN);
  let first = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const rows of collector.events.values()) {
    const users = rows.users.items();
    const times = rows.times.items();
    for (let i = 0; i < users.length; i++) {
      const time = times[i]!;
      const user = rankOf[users[i]!]!;
      if (!(firstOf[user]! <= time)) firstOf[user] = time;
      if (time < first) first = time;
      if (time > latest) latest = time;
    }
  }
  return first <= latest ? { firstOf, first, latest } : { firstOf };
}

interface FinishedColumns {
  readonly columns: readonly FinishedColumn[];
  readonly physical: ReadonlyMap<string, PhysicalColumn>;
  /** Parameters of all columns together. */
  readonly width: number;
}

function finishColumns(
  rows: PropertyRows | EventRows,
  stem: (k: number) => string,
  dictionary: Dictionary,
): FinishedColumns {
  const columns = rows.columns.map((column) => column.finish(dictionary));
  const physical = new Map(columns.map((column, k) => [rows.properties[k]!.name, column.physical(stem(k))] as const));
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const declared = [...physical.values()].reduce((sum, column) => sum + columnsOf(column).length, 0);
  if (declared !== width) throw new Error('The import and the layout disagree about the columns of a property.');
  return { columns, physical, width };
}

function bindColumns(columns: readonly FinishedColumn[], row: number, into: Bindable[], at: number): void {
  let next = at;
  for (let k = 0; k < columns.length; k++) {
    const column = columns[k]!;
    column.bind(row, into, next);
    next += column.width;
  }
}

class CodeTable implements Dictionary {
  readonly texts: string[] = [];
  readonly #codes = new Map<string, number>();

  code(text: string): number {
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.texts.length;
      this.texts.push(text);
      this.#codes.set(text, code);
    }
    return code;
  }
}

function checkSize(db: Database): void {
  const [pages] = db.exec('SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()');
  if (Number(pages?.values[0]?.[0]) >= MAX_BYTES) throw tooBig();
}

const tooBig = (): StoreError =>
  new StoreError(
    'The data is more than the built-in store holds (2 GB, some 60 million events). Name fewer files or a shorter time under “data” in segments.schema.yaml, declare fewer properties, or run the SQL of `segments sql` in a warehouse.',
  );

const outOfMemory = (error: unknown): boolean =>
  error instanceof Error &&
  /out of memory|Array buffer allocation failed|Invalid typed array length|disk.*full/i.test(error.message);
