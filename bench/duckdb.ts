/** DuckDB with two threads, on a table sorted by (event, uid, ts): its best case. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Contender, Counts, Place } from './contender.ts';
import { CHANNELS } from './data.ts';
import type { Dialect } from './rules.ts';

export const duckDialect: Dialect = {
  events: (name) => `(SELECT * FROM events WHERE event = '${name}')`,
  anyEvent: () => 'events',
};

export function createDuckDb({ folder }: Place): Contender {
  const path = join(folder, 'bench.duckdb');
  let instance: DuckDBInstance | undefined;
  let connection: DuckDBConnection | undefined;

  async function connect(): Promise<DuckDBConnection> {
    const { DuckDBInstance: Instance } = await import('@duckdb/node-api');
    instance = await Instance.create(path, { threads: '2' });
    connection = await instance.connect();
    return connection;
  }

  async function close(): Promise<void> {
    connection?.closeSync();
    instance?.closeSync();
  }

  return {
    name: 'DuckDB, 2 threads',
    async load() {
      for (const file of [path, `${path}.wal`]) rmSync(file, { force: true });
      const database = await connect();
      await database.run(
        `CREATE TABLE users AS SELECT (row_number() OVER ())::INTEGER AS idx, * FROM read_csv('${folder}/data/users.csv')`,
      );
      await database.run(
        `CREATE TABLE events AS SELECT e.event, u.idx AS uid, epoch_ms(e.ts) AS ts, e.category, e.amount, e.screen
         FROM read_csv('${folder}/data/events.csv', types = {'ts': 'TIMESTAMP'}) e JOIN users u ON u.user_id = e.user_id
         ORDER BY e.event, u.idx, e.ts`,
      );
      await database.run('CHECKPOINT');
      await close();
      return { bytes: statSync(path).size };
    },
    async open() {
      await connect();
    },
    prepare: (rule) => async () => {
      const reader = await connection!.runAndReadAll(`
        WITH m AS MATERIALIZED (SELECT user_id, ${CHANNELS.join(', ')} FROM users WHERE ${rule.sql(duckDialect)})
        SELECT COUNT(*), ${CHANNELS.map((channel) => `COUNT(*) FILTER (${channel})`).join(', ')}, min(user_id, 20) FROM m`);
      const [total, ...rest] = reader.getRows()[0]!;
      return { total: Number(total), reachable: rest.slice(0, CHANNELS.length).map(Number) } satisfies Counts;
    },
    close,
  };
}

/** A loaded database, to be asked for rows. */
export async function openDuckDb(path: string): Promise<(sql: string) => Promise<readonly (readonly unknown[])[]>> {
  const { DuckDBInstance: Instance } = await import('@duckdb/node-api');
  const connection = await (await Instance.create(path, { threads: '2' })).connect();
  return async (sql) => (await connection.runAndReadAll(sql)).getRows();
}
