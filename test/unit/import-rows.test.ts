import assert from 'node:assert/strict';
import { StoreError } from '../../server/src/store/ports.ts';
import { type DataProject, type DataSchema, dataProject, readStore } from '../support/data-project.ts';

const schema: DataSchema = {
  users: { city: 'string' },
  events: { Charged: { amount: 'number' } },
  userData: [{ path: 'users.csv', id: 'id' }],
  eventData: [{ path: 'events.csv', user: 'uid', name: 'event', time: 'at' }],
};

describe('import: rows', () => {
  let project: DataProject;
  beforeEach(() => {
    project = dataProject({ 'users.csv': 'id,city\n', 'events.csv': 'uid,event,at,amount\n' });
  });
  afterEach(() => project.remove());

  for (const [file, row, reason] of [
    ['users.csv', ',Pune', 'has no user id (“id” is empty)'],
    ['events.csv', ',Charged,2026-01-01,1', 'has no user id (“uid” is empty)'],
    ['events.csv', 'a,,2026-01-01,1', 'has no event name (“event” is empty)'],
    ['events.csv', 'a,Charged,,1', 'has no time (“at” is empty)'],
    [
      'events.csv',
      'a,Charged,soon,1',
      'has a time (“at”: “soon”) that is no date or date-time in ISO 8601, like 2026-01-31T18:00:00Z',
    ],
    ['events.csv', 'a,Charged,2026-13-01,1', 'has a time (“at”: “2026-13-01”) that is no date'],
    ['events.csv', 'a,Charged,2026-01-01,1,2', 'has 5 cells and the header has 4; is a comma missing its quotes?'],
  ] as const) {
    it(`stops at a row that ${reason}`, async () => {
      const header = file === 'users.csv' ? 'id,city' : 'uid,event,at,amount';
      const good = file === 'users.csv' ? 'g,Goa' : 'g,Charged,2026-01-01,5';
      project.write(file, `${header}\n${good}\n\n${row}\n${good}\n`);
      await assert.rejects(project.build(schema), (error) => {
        assert(error instanceof StoreError);
        assert(error.message.startsWith(`${file}, line 4: the row ${reason}`), error.message);
        assert.match(error.message, /on_bad_row: skip/);
        return true;
      });
      const { path, report } = await project.build({ ...schema, onBadRow: 'skip' });
      assert.equal(report.badRows.length, 1);
      assert.equal(report.badRows[0]?.file, file);
      assert.equal(report.badRows[0]?.line, 4);
      assert(report.badRows[0]?.reason.startsWith(reason));
      assert.deepEqual(
        report.sources.find((source) => source.path === file),
        { path: file, files: 1, rows: 3, badRows: 1 },
      );
      assert.deepEqual(
        (await readStore(path)).users.map((user) => user['$id']),
        ['g'],
      );
    });
  }

  it('takes the last row of a user', async () => {
    project.write('users.csv', 'id,city\na,Pune\nb,Goa\na,\nb,Delhi\nb,Agra\n');
    const { path, report } = await project.build(schema);
    assert.deepEqual((await readStore(path)).users, [
      { $id: 'a', $row: 1 },
      { $id: 'b', $row: 1, city: 'Agra' },
    ]);
    assert.equal(report.duplicateUsers, 3);
  });

  it('makes users of those who have events alone', async () => {
    project.write('users.csv', 'id,city\nb,Goa\n');
    project.write('events.csv', 'uid,event,at,amount\na,Charged,2026-01-02,1\na,Opened,2026-01-01,1\n');
    const { path, report } = await project.build(schema);
    const store = await readStore(path);
    assert.deepEqual(store.users, [
      { $id: 'a', $row: 0 },
      { $id: 'b', $row: 1, city: 'Goa' },
    ]);
    assert.deepEqual(store.events, {
      Charged: [{ $user: 'a', $at: '2026-01-02T00:00:00.000Z', $seq: 0, amount: 1 }],
      Opened: [{ $user: 'a', $at: '2026-01-01T00:00:00.000Z', $seq: 1 }],
    });
    assert.deepEqual(report.undeclaredEvents, [{ name: 'Opened', rows: 1 }]);
    assert.equal(store.meta.physical.firstEvent, Date.parse('2026-01-01'));
  });

  it('keeps the order of the data among events at one instant: source, file, line', async () => {
    project.write('events.csv', 'uid,event,at,amount\na,Charged,2026-01-01,1\na,Charged,2026-01-01,2\n');
    project.write('more/b.csv', 'uid,at,amount\na,2026-01-01,4\n');
    project.write('more/a.csv', 'uid,at,amount\na,2026-01-01,3\na,2025-01-01,9\n');
    const { path } = await project.build({
      ...schema,
      eventData: [...schema.eventData!, { path: 'more/*.csv', user: 'uid', event: 'Charged', time: 'at' }],
    });
    assert.deepEqual(
      (await readStore(path)).events['Charged']?.map((row) => row['amount']),
      [9, 1, 2, 3, 4],
    );
  });

  it('puts many unordered events of many users in order', async () => {
    const lines = Array.from({ length: 4000 }, (_, i) => {
      const n = (i * 7919) % 4000;
      return `u${(n * 31) % 61},${n % 3 === 0 ? 'Rare' : 'Charged'},${new Date(n * 1e7 - (n % 7) * 1e9).toISOString()},${i}`;
    });
    project.write('events.csv', `uid,event,at,amount\n${lines.join('\n')}`);
    const { path } = await project.build(schema);
    const store = await readStore(path);
    let rows = 0;
    for (const events of Object.values(store.events)) {
      rows += events.length;
      for (let i = 1; i < events.length; i++) {
        const [a, b] = [events[i - 1]!, events[i]!];
        const key = (row: typeof a) => [row['$user'], row['$at'], String(row['$seq']).padStart(9, '0')].join(' ');
        assert(key(a) < key(b));
      }
    }
    assert.equal(rows, 4000);
  });

  it('imports nothing and says so', async () => {
    project.write('users.csv', '');
    const { path, report } = await project.build(schema);
    const store = await readStore(path);
    assert.deepEqual([store.users, store.events], [[], {}]);
    assert.deepEqual(report.warnings, ['users.csv is empty: it has not even a header row.']);
    assert.equal('firstEvent' in store.meta.physical, false);
  });

  it('refuses a name column that holds anything but names', async () => {
    const lines = Array.from({ length: 6000 }, (_, i) => `a,event ${i},2026-01-01,1`);
    project.write('events.csv', `uid,event,at,amount\n${lines.join('\n')}`);
    await assert.rejects(project.build(schema), /more than 5000 different event names/);
  });

  it('imports 200,000 events in a few seconds and keeps every one', async function () {
    this.timeout(60_000);
    const lines = ['uid,event,at,amount'];
    let sum = 0;
    for (let i = 0; i < 200_000; i++) {
      const amount = (i * 37) % 1000;
      sum += amount;
      lines.push(`u${(i * 7919) % 5003},Charged,2026-01-${String((i % 28) + 1).padStart(2, '0')}T10:00:00Z,${amount}`);
    }
    project.write('events.csv', lines.join('\n'));
    const { path, report } = await project.build(schema);
    assert.equal(report.sources[1]?.rows, 200_000);
    const { users, events } = await readStore(path);
    assert.equal(users.length, 5003);
    assert.equal(events['Charged']?.length, 200_000);
    assert.equal(
      events['Charged']?.reduce((total, row) => total + Number(row['amount']), 0),
      sum,
    );
  });

  it('reports its progress', async () => {
    project.write('users.csv', 'id,city\na,Pune\n');
    const phases: string[] = [];
    await project.build(schema, ({ phase, totalBytes }) => {
      phases.push(phase);
      assert.equal(totalBytes, 15 + 20);
    });
    assert.deepEqual(
      phases.filter((phase, i) => phases.indexOf(phase) === i),
      ['reading', 'writing', 'saving'],
    );
  });
});
