import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { StoreError } from '../../server/src/store/ports.ts';
import { type DataProject, type DataSchema, dataProject, readStore } from '../support/data-project.ts';

/** The same three events and two users, in every format. */
const USERS = [
  { user_id: 'a', city: 'Pune', tags: ['x', 'y'], home: { lat: 18.5, lon: 73.8 } },
  { user_id: 'b', city: 'Say "hi", ok\nthere' },
];
const EVENTS = [
  { user_id: 'a', event: 'Charged', ts: '2026-01-01T10:00:00Z', amount: 12.5, category: 'Shoes' },
  { user_id: 'b', event: 'Charged', ts: '2026-01-01T09:00:00Z', amount: 3 },
  { user_id: 'a', event: 'Seen', ts: '2026-01-02T10:00:00.250Z' },
];

const schema = (users: string, events: string): DataSchema => ({
  users: { city: 'string', tags: 'list<string>', home: 'geo' },
  events: { Charged: { amount: 'number', category: 'string' }, Seen: {} },
  userData: [{ path: users, id: 'user_id' }],
  eventData: [{ path: events, user: 'user_id', name: 'event', time: 'ts' }],
});

const cell = (value: unknown): string => {
  const text = value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const toCsv = (rows: readonly object[], columns: readonly string[], end = '\n'): string =>
  [columns, ...rows.map((row) => columns.map((name) => (row as Record<string, unknown>)[name]))]
    .map((cells) => cells.map(cell).join(','))
    .join(end) + end;
const toNdjson = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');

const USER_COLUMNS = ['user_id', 'city', 'tags', 'home'];
const EVENT_COLUMNS = ['user_id', 'event', 'ts', 'amount', 'category'];

describe('import: formats', () => {
  let project: DataProject;
  beforeEach(() => {
    project = dataProject();
  });
  afterEach(() => project.remove());

  async function imported(users: string, events: string): Promise<void> {
    const { path } = await project.build(schema(users, events));
    const store = await readStore(path);
    assert.deepEqual(store.users, [
      { $id: 'a', $row: 1, city: 'Pune', home: { lat: 18.5, lon: 73.8 }, tags: ['x', 'y'] },
      { $id: 'b', $row: 1, city: 'Say "hi", ok\nthere' },
    ]);
    assert.deepEqual(store.events, {
      Charged: [
        { $user: 'a', $at: '2026-01-01T10:00:00.000Z', $seq: 0, amount: 12.5, category: 'Shoes' },
        { $user: 'b', $at: '2026-01-01T09:00:00.000Z', $seq: 1, amount: 3 },
      ],
      Seen: [{ $user: 'a', $at: '2026-01-02T10:00:00.250Z', $seq: 2 }],
    });
    assert.deepEqual(store.meta.report.sources, [
      { path: users, files: 1, rows: 2, badRows: 0 },
      { path: events, files: 1, rows: 3, badRows: 0 },
    ]);
    assert.deepEqual(store.meta.report.warnings, []);
    assert.equal(store.meta.physical.firstEvent, Date.parse('2026-01-01T09:00:00Z'));
    assert.equal(store.meta.physical.latestEvent, Date.parse('2026-01-02T10:00:00.250Z'));
  }

  const contents: Record<string, readonly [users: string, events: string]> = {
    csv: [toCsv(USERS, USER_COLUMNS), toCsv(EVENTS, EVENT_COLUMNS)],
    ndjson: [toNdjson(USERS), `${toNdjson(EVENTS)}\n`],
    jsonl: [`${toNdjson(USERS)}\r\n\r\n`, `\n${toNdjson(EVENTS)}`],
    json: [JSON.stringify(USERS), JSON.stringify(EVENTS, undefined, 2)],
  };
  for (const [extension, [users, events]] of Object.entries(contents)) {
    it(`reads .${extension}`, async () => {
      project.write(`users.${extension}`, users);
      project.write(`events.${extension}`, events);
      await imported(`users.${extension}`, `events.${extension}`);
    });
    it(`reads .${extension}.gz`, async () => {
      project.write(`users.${extension}.gz`, gzipSync(users));
      // Two packed pieces after one another, as tools that append write them.
      project.write(
        `events.${extension}.gz`,
        Buffer.concat([gzipSync(events.slice(0, 20)), gzipSync(events.slice(20))]),
      );
      await imported(`users.${extension}.gz`, `events.${extension}.gz`);
    });
  }

  it('reads .parquet, nested columns and several row groups included', async () => {
    project.write(
      'users.parquet',
      new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            { name: 'user_id', data: USERS.map(({ user_id }) => user_id), type: 'STRING' },
            { name: 'city', data: USERS.map(({ city }) => city), type: 'STRING' },
            { name: 'tags', data: USERS.map(({ tags }) => tags), type: 'JSON' },
            { name: 'home', data: USERS.map(({ home }) => home), type: 'JSON' },
          ],
        }),
      ),
    );
    project.write(
      'events.parquet',
      new Uint8Array(
        parquetWriteBuffer({
          rowGroupSize: 2,
          columnData: [
            { name: 'user_id', data: EVENTS.map(({ user_id }) => user_id), type: 'STRING' },
            { name: 'event', data: EVENTS.map(({ event }) => event), type: 'STRING' },
            { name: 'ts', data: EVENTS.map(({ ts }) => new Date(ts)), type: 'TIMESTAMP' },
            { name: 'amount', data: EVENTS.map(({ amount }) => amount), type: 'DOUBLE' },
            { name: 'category', data: EVENTS.map(({ category }) => category), type: 'STRING' },
          ],
        }),
      ),
    );
    await imported('users.parquet', 'events.parquet');
  });

  it('reads CSV with byte order mark, CRLF, short rows and blank lines', async () => {
    project.write('users.csv', `\ufeff${toCsv(USERS, USER_COLUMNS, '\r\n')}\r\n`);
    project.write('events.csv', toCsv(EVENTS, EVENT_COLUMNS, '\r\n').replaceAll(',\r\n', '\r\n'));
    await imported('users.csv', 'events.csv');
  });

  it('reads the files of a glob in order of name', async () => {
    project.write('users.csv', 'user_id\na\n');
    for (const [name, amount] of [
      ['b', 2],
      ['a', 1],
      ['c', 3],
    ] as const) {
      project.write(`events/${name}.csv`, `user_id,event,ts,amount\na,Charged,2026-01-01,${amount}\n`);
    }
    const { path } = await project.build(schema('users.csv', 'events/*.csv'));
    const { events } = await readStore(path);
    assert.deepEqual(
      events['Charged']?.map((row) => row['amount']),
      [1, 2, 3],
    );
  });

  it('reads a file whose name looks like a glob', async () => {
    project.write('us[er]s.csv', toCsv(USERS, USER_COLUMNS));
    project.write('events.csv', toCsv(EVENTS, EVENT_COLUMNS));
    await imported('us[er]s.csv', 'events.csv');
  });

  it('keeps long whole numbers as ids', async () => {
    project.write(
      'users.ndjson',
      '{"user_id": 12345678901234567890}\n{"user_id": 12345678901234567891}\n{"user_id": 7}',
    );
    project.write('events.ndjson', '');
    const { path } = await project.build(schema('users.ndjson', 'events.ndjson'));
    const { users } = await readStore(path);
    assert.deepEqual(
      users.map((row) => row['$id']),
      ['12345678901234567890', '12345678901234567891', '7'],
    );
  });

  it('keeps long whole numbers of an array as ids, and knows the line of each object', async () => {
    project.write(
      'users.json',
      '[{"user_id": 12345678901234567890, "n": 1}, {"user_id": -12345678901234567891},\n{"user_id": 7,\n"n": 1.5e3}\n,{}]',
    );
    project.write('events.json', '[]');
    const data = { ...schema('users.json', 'events.json'), users: { n: 'number' } } as const;
    await assert.rejects(project.build(data), /users\.json, line 4: the row has no user id/);
    const { path } = await project.build({ ...data, onBadRow: 'skip' });
    const { users } = await readStore(path);
    assert.deepEqual(users, [
      { $id: '-12345678901234567891', $row: 1 },
      { $id: '12345678901234567890', $row: 1, n: 1 },
      { $id: '7', $row: 1, n: 1500 },
    ]);
  });

  const failures: readonly (readonly [title: string, file: string, content: string | Uint8Array, message: RegExp])[] = [
    ['a missing file', 'other.csv', '', /There is no file “users\.csv”/],
    ['an unknown format', 'users.xlsx', 'x', /users\.xlsx is of no known format/],
    ['packed Parquet', 'users.parquet.gz', 'x', /\.parquet files are not read from \.gz/],
    [
      'a CSV without its id column',
      'users.csv',
      'uid,city\n1,x\n',
      /users\.csv has no column “user_id”.*“uid”, “city”/,
    ],
    ['semicolons', 'users.csv', 'user_id;city\n1;x\n', /separated by “;”/],
    ['UTF-16', 'users.csv', Buffer.from('\ufeffuser_id\n1\n', 'utf16le'), /UTF-16/],
    [
      'an open quote',
      'users.csv',
      'user_id,city\n1,x\n2,"y\n3,z\n',
      /users\.csv, line 3: the row has a quote that is never closed/,
    ],
    ['text after a quote', 'users.csv', 'user_id,city\n1,"x"y\n', /users\.csv, line 2: .*closing quote/],
    [
      'too many cells',
      'users.csv',
      'user_id,city\n1,x,y\n',
      /users\.csv, line 2: the row has 3 cells and the header has 2/,
    ],
    [
      'broken JSON',
      'users.ndjson',
      '{"user_id": 1}\n\n{"user_id": \n',
      /users\.ndjson, line 3: the row is not valid JSON/,
    ],
    [
      'a line that is no object',
      'users.ndjson',
      '[1]\n',
      /users\.ndjson, line 1: the row is an array and not an object/,
    ],
    ['an object in .json', 'users.json', '{"user_id": 1}\n', /array of objects.*\.ndjson/],
    ['a cut array', 'users.json', '[{"user_id": 1},\n{"user_id"', /users\.json ends inside its array, on line 2/],
    ['text after an array', 'users.json', '[]\n[]', /users\.json, line 2: found “\[”/],
    ['a number in an array', 'users.json', '[\n1]', /users\.json, line 2: the row is a number and not an object/],
    [
      'an array that is broken',
      'users.json',
      '[{"user_id": "a\\n"},\n{"user_id": 1]\n]',
      /users\.json, line 2: .*not valid JSON/,
    ],
    [
      'a word that is no JSON',
      'users.json',
      '[\n\n{"user_id": nul}]',
      /users\.json, line 3: .*not valid JSON \(Unexpected "\}"\)/,
    ],
    ['an array without end', 'users.json', '['.repeat(1_000_000), /users\.json, line 1: .*nested more than 1000 deep/],
    ['a word after an array', 'users.json', '[]\n1', /users\.json, line 2: found “1”/],
    ['an empty .json', 'users.json', ' \n', /users\.json is empty/],
    ['a cut .gz', 'users.csv.gz', gzipSync('user_id\n1\n2\n3\n').subarray(0, 20), /users\.csv\.gz ends in the middle/],
    ['a .gz that is none', 'users.csv.gz', 'user_id\n1\n', /users\.csv\.gz is not a gzip file/],
    ['Parquet that is none', 'users.parquet', 'user_id\n1\n', /users\.parquet can't be read as Parquet/],
  ];
  for (const [title, file, content, message] of failures) {
    it(`says what is wrong with ${title}`, async () => {
      project.write(file, content);
      project.write('events.csv', toCsv(EVENTS, EVENT_COLUMNS));
      const build = project.build(schema(file === 'other.csv' ? 'users.csv' : file, 'events.csv'));
      await assert.rejects(build, (error) =>
        error instanceof StoreError && message.test(error.message) ? true : assert.fail(String(error)),
      );
    });
  }

  it('names a glob without a match', async () => {
    await assert.rejects(
      project.build(schema('data/*.csv', 'events.csv')),
      /No file matches “data\/\*\.csv”, which segments\.schema\.yaml names for users/,
    );
  });

  it('says when no data is named', async () => {
    await assert.rejects(project.build({}), /names no data/);
  });
});
