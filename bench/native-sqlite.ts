/** Native SQLite (better-sqlite3), one table an event clustered by (uid, ts), loaded in key order by hand. */
import { createReadStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type Database from 'better-sqlite3';
import type { Contender, Place } from './contender.ts';
import { CHANNELS, EVENT_NAMES, hasScreen } from './data.ts';
import type { Dialect } from './rules.ts';

const table = (name: string) => `e_${name}`;
const dialect: Dialect = {
  events: table,
  anyEvent: (names) => `(${names.map((name) => `SELECT uid, ts FROM ${table(name)}`).join(' UNION ALL ')})`,
};

export function createNativeSqlite({ folder }: Place): Contender {
  const path = join(folder, 'bench.sqlite');
  let database: Database.Database | undefined;

  async function connect(): Promise<Database.Database> {
    const { default: Sqlite } = await import('better-sqlite3');
    database = new Sqlite(path);
    return database;
  }

  return {
    name: 'SQLite, native',
    async load() {
      for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(path + suffix, { force: true });
      const target = await connect();
      target.pragma('journal_mode = OFF');
      target.pragma('synchronous = OFF');
      target.exec('BEGIN');
      const users = await loadUsers(target, join(folder, 'data', 'users.csv'));
      await loadEvents(target, join(folder, 'data', 'events.csv'), users);
      target.exec('COMMIT; ANALYZE');
      target.close();
      return { bytes: statSync(path).size };
    },
    async open() {
      await connect();
    },
    prepare: (rule) => async () => {
      const sums = CHANNELS.map((channel) => `COALESCE(SUM(${channel}), 0)`).join(', ');
      const row = database!
        .prepare(
          `WITH m AS MATERIALIZED (SELECT user_id, ${CHANNELS.join(', ')} FROM users WHERE ${rule.sql(dialect)})
           SELECT COUNT(*), ${sums}, (SELECT group_concat(user_id) FROM (SELECT user_id FROM m ORDER BY user_id LIMIT 20)) FROM m`,
        )
        .raw()
        .get() as readonly unknown[];
      const [total, ...rest] = row;
      return { total: Number(total), reachable: rest.slice(0, CHANNELS.length).map(Number) };
    },
    async close() {
      database?.close();
    },
  };
}

async function loadUsers(target: Database.Database, path: string): Promise<ReadonlyMap<string, number>> {
  const index = new Map<string, number>();
  let insert: Database.Statement | undefined;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const cells = line.split(',');
    if (insert === undefined) {
      target.exec(`CREATE TABLE users (idx INTEGER PRIMARY KEY, ${cells.join(', ')})`);
      insert = target.prepare(`INSERT INTO users VALUES (?${', ?'.repeat(cells.length)})`);
      continue;
    }
    const values = cells.map((cell) => {
      if (cell === '') return null;
      if (cell === 'true' || cell === 'false') return cell === 'true' ? 1 : 0;
      return /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
    });
    index.set(cells[0]!, index.size + 1);
    insert.run(index.size, ...values);
  }
  return index;
}

/** Reads all into columns, sorts by event, user and time, inserts in that order. */
async function loadEvents(target: Database.Database, path: string, users: ReadonlyMap<string, number>): Promise<void> {
  const rows = new Map(
    EVENT_NAMES.map((name) => [name, { user: [] as number[], ts: [] as number[], rest: [] as string[][] }]),
  );
  let header = true;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (header) {
      header = false;
      continue;
    }
    const [id, event, ts, ...rest] = line.split(',');
    const columns = rows.get(event!)!;
    columns.user.push(users.get(id!)!);
    columns.ts.push(Date.parse(ts!));
    columns.rest.push(rest);
  }
  for (const [name, { user, ts, rest }] of rows) {
    const screen = hasScreen(name);
    target.exec(
      `CREATE TABLE ${table(name)} (uid INTEGER, ts INTEGER, seq INTEGER, category TEXT, amount REAL${screen ? ', screen TEXT' : ''},
       PRIMARY KEY (uid, ts, seq)) WITHOUT ROWID`,
    );
    const insert = target.prepare(`INSERT INTO ${table(name)} VALUES (?, ?, ?, ?, ?${screen ? ', ?' : ''})`);
    const order = Uint32Array.from(user, (_, index) => index).sort((a, b) => user[a]! - user[b]! || ts[a]! - ts[b]!);
    for (const index of order) {
      const [category, amount, shown] = rest[index]!;
      const cells = [user[index], ts[index], index, category, Number(amount)];
      insert.run(...cells, ...(screen ? [shown] : []));
    }
  }
}
