import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { formatText, readSchema } from '../../server/src/language/index.ts';
import { buildStore } from '../../server/src/store/import/index.ts';
import { inferSchema, starterSchema } from '../../server/src/store/import/infer/index.ts';
import { CancelledError, type ImportReport, StoreError } from '../../server/src/store/ports.ts';
import { type DataProject, dataProject } from '../support/data-project.ts';

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const NOW = Date.parse('2026-07-01T00:00:00Z');

/** Compares with a file that `UPDATE=1` writes. */
function golden(name: string, text: string): void {
  const path = join(repository, 'test/fixtures/data/inferred', `${name}.yaml`);
  if (process.env['UPDATE'] === '1') writeFileSync(path, text);
  assert(existsSync(path), `${path} is not there; UPDATE=1 writes it`);
  assert.equal(text, readFileSync(path, 'utf8'));
}

/** What the checks have to say of an inferred schema, and what its import reports. */
async function checked(project: DataProject, text: string): Promise<ImportReport> {
  const { schema, diagnostics } = readSchema(text, { uri: 'file:///segments.schema.yaml' });
  assert.deepEqual(
    diagnostics.map(({ code, message }) => `${code}: ${message}`),
    [],
    text,
  );
  const { report } = await buildStore({ root: project.root, schema });
  return report;
}

describe('infer: whole projects', () => {
  for (const [name, folder, files] of [
    ['grocery', 'examples/grocery', ['data/*']],
    ['shop', 'examples/shop', ['data/*']],
    ['jaffle-shop', 'test/fixtures/data/jaffle-shop', ['raw_payments.csv', 'raw_orders.csv', 'raw_customers.csv']],
  ] as const) {
    it(`reads ${name}`, async function () {
      this.timeout(20_000);
      const source = join(repository, folder);
      const text = await inferSchema({ root: source, files, project: name, now: NOW });
      golden(name, text);
      const project = dataProject();
      const { schema } = readSchema(text, { uri: 'file:///segments.schema.yaml' });
      for (const { path } of [...schema.data.users, ...schema.data.events]) {
        project.write(path, readFileSync(join(source, path)));
      }
      const report = await checked(project, text);
      assert.deepEqual([report.misfits, report.undeclaredEvents, report.warnings, report.badRows], [[], [], [], []]);
      project.remove();
    });
  }
});

describe('infer: one thing at a time', () => {
  let project: DataProject;
  beforeEach(() => {
    project = dataProject();
  });
  afterEach(() => project.remove());

  const infer = (...files: string[]): Promise<string> =>
    inferSchema({ root: project.root, files, project: 'test', now: NOW });

  /** The line of a property, from a CSV column with these cells. */
  async function guess(name: string, cells: readonly string[]): Promise<string | undefined> {
    project.write(
      'users.csv',
      `id,${name}\n${cells.map((cell, i) => `u${i},"${cell.replaceAll('"', '""')}"`).join('\n')}\n`,
    );
    const text = await infer('users.csv');
    await checked(project, text);
    const [, comment, line] = new RegExp(`(?:^ {4}# (.*)\\n)?^ {4}"?${name}"?: (.*)$`, 'm').exec(text) ?? [];
    return comment === undefined ? line : `${line} # ${comment}`;
  }
  const times = (n: number, ...cells: string[]): string[] => Array.from({ length: n }, () => cells).flat();

  const columns: readonly (readonly [title: string, name: string, cells: readonly string[], line: string])[] = [
    ['numbers', 'age', ['1', '-2.5', '1e3'], '{type: number}'],
    [
      'numbers with a few odd ones',
      'age',
      [...times(99, '5'), 'n/a'],
      '{type: number} # 1 of 100 values are something else and will be missing',
    ],
    ['true and false', 'vip', ['TRUE', 'false'], '{type: boolean}'],
    ['0 and 1 of a flag', 'is_vip', ['0', '1'], '{type: boolean}'],
    ['0 and 1 of a number', 'orders', ['0', '1'], '{type: number}'],
    ['dates', 'joined', ['2026-01-01', '2026-02-28'], '{type: date}'],
    ['date-times', 'joined', ['2026-01-01', '2026-02-28 10:00:00'], '{type: datetime}'],
    ['versions', 'app', ['1.2.3', '10.0.1-rc.1'], '{type: version}'],
    ['versions by name', 'app_version', times(3, '1.2', '10.0'), '{type: version, examples: ["1.2", "10.0"]}'],
    ['lists of texts', 'tags', ['["a", "b"]', '[]'], '{type: list<string>}'],
    ['lists of numbers', 'scores', ['[1, 2.5]', '[]'], '{type: list<number>}'],
    ['empty lists', 'tags', ['[]', '[]'], '{type: list<string>}'],
    ['places', 'home', ['{"lat": 1, "lon": 2}'], '{type: geo}'],
    ['identifiers', 'store_id', ['1', '2'], '{type: string}'],
    ['leading zeros', 'plz', ['01234', '80331'], '{type: string}'],
    ['a closed set', 'plan', times(4, 'Pro', 'Free', 'Pro'), '{type: string, values: [Pro, Free]}'],
    [
      'ranges in order',
      'band',
      times(4, '35-44', 'Under 18', '18-34', '65+', '45-64'),
      '{type: string, values: [Under 18, 18-34, 35-44, 45-64, 65+]}',
    ],
    ['numbers among texts', 'size', times(4, '1', '2', 'many'), '{type: string, values: ["1", "2", many]}'],
    [
      'values of which one is alone',
      'plan',
      [...times(4, 'Pro', 'Free'), 'Old'],
      '{type: string, examples: [Free, Pro, Old]}',
    ],
    ['cities', 'city', times(4, 'Goa', 'Pune', 'Agra'), '{type: string, examples: [Agra, Goa, Pune]}'],
    ['free text', 'note', ['a', 'b', 'c'], '{type: string}'],
    ['email by name', 'email', ['x', 'y'], '{type: string, pii: true}'],
    ['email by shape', 'contact', ['a@example.com', 'b@example.com'], '{type: string, pii: true}'],
    ['telephones by shape', 'reach', ['+49 170 1234567', '+911234567890'], '{type: string, pii: true}'],
    ['first names', 'firstName', times(5, 'Ann', 'Bo'), '{type: string, pii: true}'],
    ['tokens', 'push_token', ['x', 'y'], '{type: string, pii: true}'],
    ['a religion', 'religion', ['x', 'y'], '{type: string, sensitive: true}'],
  ];
  for (const [title, name, cells, line] of columns) {
    it(`reads ${title}`, async () => assert.equal(await guess(name, cells), line));
  }

  it('finds users and events by any of their usual names', async () => {
    for (const [user, name, time] of [
      ['distinct_id', 'event', 'time'],
      ['userId', 'eventName', 'createdAt'],
      ['Customer ID', 'Action', 'Timestamp'],
      ['uid', 'type', 'ts'],
    ]) {
      const lines = Array.from(
        { length: 40 },
        (_, i) => `u${i % 7},${i % 3 ? 'Opened' : 'Bought'},2026-06-30T10:00:${10 + i}Z`,
      );
      project.write('log.csv', `${user},${name},${time}\n${lines.join('\n')}\n`);
      const text = await infer('log.csv');
      const key = (column: string) => (/ /.test(column) ? column : column);
      assert(text.includes(`- {path: log.csv, user: ${key(user!)}, name: ${name}, time: ${time}}`), text);
      assert.equal((await checked(project, text)).sources[0]?.rows, 40);
    }
  });

  it('finds users by what their file is called', async () => {
    project.write('households.csv', 'household,size\nh1,2\nh2,3\n');
    project.write('trips.csv', 'household,day,km\nh1,2026-06-01,5\nh1,2026-06-02,6\n');
    const text = await infer('households.csv', 'trips.csv');
    assert(text.includes('users: {path: households.csv, id: household}'), text);
    assert(text.includes('- {path: trips.csv, user: household, event: Trips, time: day}'), text);
    await checked(project, text);
  });

  it('makes one source of files that differ in numbers', async () => {
    for (const month of ['2026-01', '2026-02']) {
      project.write(
        `data/events-${month}.ndjson`,
        `{"user_id":"a","event":"Opened","time":"${month}-01"}\n`.repeat(30),
      );
    }
    const text = await infer('data/events-2026-01.ndjson', join(project.root, 'data/events-2026-02.ndjson'));
    assert(text.includes('- {path: data/events-*.ndjson, user: user_id, name: event, time: time}'), text);
    assert.equal((await checked(project, text)).sources[0]?.files, 2);
  });

  it('leaves out a second file about the same users', async () => {
    project.write('users.csv', 'user_id,city\na,Goa\nb,Pune\n');
    project.write('user_scores.csv', 'user_id,score\na,1\nb,2\n');
    const text = await infer('users.csv', 'user_scores.csv');
    assert.match(text, /# (users|user_scores)\.csv is left out: its users stand in .* already/);
    assert.equal((await checked(project, text)).duplicateUsers, 0);
  });

  it('skips bad rows when there are some', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `${i === 50 ? '' : `u${i % 7}`},Opened,2026-06-30`);
    project.write('events.csv', `user_id,event,time\n${lines.join('\n')}\n`);
    const text = await infer('events.csv');
    assert.match(text, /on_bad_row: skip/);
    assert.equal((await checked(project, text)).badRows.length, 1);
  });

  it('reckons from the latest event when the data is old', async () => {
    project.write('events.csv', `user_id,event,time\n${'a,Opened,2019-06-30T10:00:00Z\n'.repeat(30)}`);
    assert.match(await infer('events.csv'), /^as_of: latest_event # the data ends on 2019-06-30/m);
  });

  it('says of numbers as times what is wrong with them', async () => {
    project.write('users.csv', 'user_id\na\nb\n');
    project.write('events.csv', `user_id,event,ts\n${'a,Opened,1767225600\n'.repeat(30)}`);
    const text = await infer('users.csv', 'events.csv');
    assert.match(text, /# events\.csv is left out: “ts” is a number; times are written in ISO 8601/);
    await checked(project, text);
  });

  it('names what it could not use when it could use nothing', async () => {
    project.write('things.csv', 'a,b\n1,2\n');
    project.write('empty.csv', '');
    await assert.rejects(infer('things.csv', 'empty.csv'), (error) => {
      assert(error instanceof StoreError);
      assert.match(error.message, /things\.csv: no column of it names a user.*|empty\.csv: it has no rows/);
      return true;
    });
    await assert.rejects(infer('nothing/*.csv'), /No file matches “nothing\/\*\.csv”/);
    await assert.rejects(infer('gone.csv'), (error) => error instanceof StoreError && /gone\.csv/.test(error.message));
  });

  it('can be cancelled', async () => {
    project.write('users.csv', 'user_id\na\n');
    await assert.rejects(
      inferSchema({ root: project.root, files: ['users.csv'], signal: AbortSignal.abort() }),
      CancelledError,
    );
  });

  it('writes a schema that passes for any names and values', async function () {
    this.timeout(20_000);
    const word = fc.string({
      unit: fc.constantFrom('a', 'B', ' ', '"', "'", ':', '#', '\n', '{', ',', '-', '$', '.', 'é', '1', '\\', '\u2028'),
      minLength: 1,
      maxLength: 6,
    });
    const value = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null), fc.array(word, { maxLength: 2 }));
    const rows = fc.array(fc.dictionary(word, value, { maxKeys: 3 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, word, async (records, event) => {
        project.write(
          'users.ndjson',
          records.map((record, i) => JSON.stringify({ ...record, user_id: `u${i}` })).join('\n'),
        );
        project.write(
          'events.ndjson',
          records
            .flatMap((record, i) =>
              Array.from({ length: 3 }, () => ({ user_id: `u${i}`, event, time: '2026-06-30', properties: record })),
            )
            .map((record) => JSON.stringify(record))
            .join('\n'),
        );
        const text = await infer('users.ndjson', 'events.ndjson');
        const { diagnostics } = readSchema(text, { uri: 'file:///x' });
        assert.deepEqual(
          diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
          [],
          text,
        );
      }),
      { numRuns: 150 },
    );
  });
});

describe('infer: the starter', () => {
  it('passes the checks, whatever the project is called', () => {
    for (const name of ['shop', 'My: shop # 1', '42', '', "it's"]) {
      const { schema, diagnostics } = readSchema(starterSchema(name), { uri: 'file:///x/segments.schema.yaml' });
      assert.deepEqual(diagnostics, []);
      if (name !== '') assert.equal(schema.project, name);
    }
  });

  it('is in the canonical form', () => {
    const text = starterSchema('shop');
    assert.deepEqual(formatText(text, 'schema'), { ok: true, text });
  });
});
