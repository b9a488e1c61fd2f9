/**
 * A store's file in sql.js. Invariant: the bytes are shared with other threads and are not copied, so nothing is ever
 * written: queries only, temporary tables in memory.
 */
import type { Database as SqlJsDatabase, Statement as SqlJsStatement, SqlJsStatic } from 'sql.js';
import type { Statement } from '../../../query/index.ts';
import { type Meta, STORE_FORMAT } from '../../physical.ts';
import { StoreError } from '../../ports.ts';
import type { Cell } from '../../values.ts';
import type { Database } from '../database.ts';
import { sqliteFunctions } from '../sqlite-functions.ts';

/** Opens the bytes of a store's file, in place. */
export function openDatabase(sqlite: SqlJsStatic, bytes: ArrayBufferLike): Database {
  const database = new sqlite.Database(new InPlace(bytes));
  try {
    database.run('PRAGMA query_only = 1');
    database.run('PRAGMA temp_store = MEMORY');
    for (const [name, call] of Object.entries(sqliteFunctions)) database.create_function(name, call);
    return { meta: readMeta(database), rows: (statement) => rows(database, statement), close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** sql.js takes a slice of what it is given, which is a copy unless it is told otherwise. */
class InPlace extends Uint8Array<ArrayBufferLike> {
  override slice(start?: number, end?: number): Uint8Array<ArrayBuffer> {
    return this.subarray(start, end) as Uint8Array<ArrayBuffer>;
  }
}

function* rows(database: SqlJsDatabase, { sql, params }: Statement): Generator<readonly Cell[]> {
  const prepared: SqlJsStatement = database.prepare(sql);
  try {
    prepared.bind([...params]);
    while (prepared.step()) yield prepared.get() as Cell[];
  } finally {
    prepared.free();
  }
}

function readMeta(database: SqlJsDatabase): Meta {
  const found = new Map<string, unknown>();
  try {
    for (const [key, value] of rows(database, { sql: 'SELECT key, value FROM meta', params: [] })) {
      found.set(String(key), JSON.parse(String(value)));
    }
  } catch {
    throw new StoreError('The store is damaged. Import the data again (segments import).');
  }
  if (found.get('format') !== STORE_FORMAT) {
    throw new StoreError('The store was made by another version. Import the data again (segments import).');
  }
  return Object.fromEntries(found) as unknown as Meta;
}
