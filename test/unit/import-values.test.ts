import assert from 'node:assert/strict';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { StoreError } from '../../server/src/store/ports.ts';
import {
  type DataProject,
  type DataSchema,
  dataProject,
  readStore,
  type StoreContent,
} from '../support/data-project.ts';

describe('import: values', () => {
  let project: DataProject;
  beforeEach(() => {
    project = dataProject();
  });
  afterEach(() => project.remove());

  async function users(schema: DataSchema, lines: readonly object[]): Promise<StoreContent> {
    project.write('users.ndjson', lines.map((line) => JSON.stringify(line)).join('\n'));
    const { path } = await project.build({ userData: [{ path: 'users.ndjson', id: 'id' }], ...schema });
    return readStore(path);
  }
  const values = (store: StoreContent, property: string): unknown[] => store.users.map((row) => row[property]);
  const misfits = (store: StoreContent): unknown[] =>
    store.meta.report.misfits.map(({ property, count, example }) => [property, count, example]);

  it('reads numbers and what looks like them', async () => {
    const given = [1, '2.5', ' 3 ', '1e3', '-.5', '', 'x', '1,000', '0x10', 'NaN', true, null, {}];
    const store = await users(
      { users: { n: 'number' } },
      given.map((n, i) => ({ id: String.fromCharCode(97 + i), n })),
    );
    const none = undefined;
    assert.deepEqual(values(store, 'n'), [1, 2.5, 3, 1000, -0.5, none, none, none, none, none, none, none, none]);
    assert.deepEqual(misfits(store), [['n', 6, '']]);
  });

  it('reads booleans in any case', async () => {
    const given = [true, false, 'TRUE', 'False', 1, 0, '1', '0', 'yes', 2, null];
    const store = await users(
      { users: { b: 'boolean' } },
      given.map((b, i) => ({ id: String.fromCharCode(97 + i), b })),
    );
    assert.deepEqual(values(store, 'b'), [
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual(misfits(store), [['b', 2, 'yes']]);
  });

  it('tells an empty text from a missing one', async () => {
    const store = await users({ users: { t: 'string' } }, [
      { id: 'a', t: '' },
      { id: 'b', t: null },
      { id: 'c' },
      { id: 'd', t: 5 },
      { id: 'e', t: true },
      { id: 'f', t: ['x'] },
      { id: 'g', t: 'nul\0' },
    ]);
    assert.deepEqual(values(store, 't'), ['', undefined, undefined, '5', 'true', undefined, undefined]);
    assert.deepEqual(misfits(store), [['t', 2, '["x"]']]);
    project.write('users.csv', 'id,t\na,\nb,""\nc,x\n');
    const { path } = await project.build({ users: { t: 'string' }, userData: [{ path: 'users.csv', id: 'id' }] });
    assert.deepEqual(values(await readStore(path), 't'), [undefined, undefined, 'x']);
  });

  it('reads date-times and dates in the time zone of the project', async () => {
    const store = await users({ timezone: 'America/New_York', users: { at: 'datetime', day: 'date' } }, [
      { id: 'a', at: '2026-03-08T01:30:00', day: '2026-03-08' },
      { id: 'b', at: '2026-03-08T02:30:00', day: '2026-11-01' },
      { id: 'c', at: '2026-11-01T01:30:00', day: '2026-01-01T23:00:00' },
      { id: 'd', at: '2026-01-01T00:00:00.123456+05:30', day: 20260101 },
      { id: 'e', at: '2026-01-01', day: '2026-02-29' },
      { id: 'f', at: 1767225600000 },
      { id: 'g', at: '01/02/2026' },
    ]);
    assert.deepEqual(values(store, 'at'), [
      '2026-03-08T06:30:00.000Z',
      '2026-03-08T07:30:00.000Z',
      '2026-11-01T05:30:00.000Z',
      '2025-12-31T18:30:00.123Z',
      '2026-01-01T05:00:00.000Z',
      undefined,
      undefined,
    ]);
    assert.deepEqual(values(store, 'day').slice(0, 5), [
      '2026-03-08T05:00:00.000Z',
      '2026-11-01T04:00:00.000Z',
      '2026-01-01T05:00:00.000Z',
      undefined,
      undefined,
    ]);
    assert.deepEqual(misfits(store), [
      ['at', 2, '1767225600000'],
      ['day', 2, '20260101'],
    ]);
  });

  it('reads versions, lists and places', async () => {
    const store = await users({ users: { v: 'version', l: 'list<string>', n: 'list<number>', g: 'geo' } }, [
      { id: 'a', v: '10.2.1', l: ['x', 'y'], n: [1, 2.5], g: { lat: 1, lon: 2 } },
      { id: 'b', v: 'new', l: [], n: [], g: { lat: 91, lon: 2 } },
      { id: 'c', v: 10.2, l: '["z"]', n: '[3]', g: '{"lat": "1", "lon": -2.5}' },
      { id: 'd', l: 'x,y', n: ['x'], g: { lat: 1 } },
      { id: 'e', l: { x: 1 }, n: { length: 1 } },
    ]);
    assert.deepEqual(values(store, 'v'), ['10.2.1', undefined, '10.2', undefined, undefined]);
    assert.deepEqual(values(store, 'l'), [['x', 'y'], [], ['z'], undefined, undefined]);
    assert.deepEqual(values(store, 'n'), [[1, 2.5], [], [3], undefined, undefined]);
    assert.deepEqual(values(store, 'g'), [{ lat: 1, lon: 2 }, undefined, { lat: 1, lon: -2.5 }, undefined, undefined]);
    assert.deepEqual(
      store.meta.report.misfits.map(({ property, count }) => [property, count]),
      [
        ['g', 2],
        ['l', 2],
        ['n', 2],
        ['v', 1],
      ],
    );
  });

  it('reads nested objects with dots, and properties as if they stood outside', async () => {
    const store = await users(
      {
        users: {
          'address.city': 'string',
          plan: 'string',
          'a.b': 'number',
          spot: 'geo',
          $os: 'string',
          'x y': 'string',
        },
      },
      [
        {
          id: 'a',
          address: { city: 'Pune', geo: { x: 1 } },
          properties: { plan: 'Pro', spot: { lat: 1, lon: 2 }, $os: 'iOS' },
        },
        {
          id: 'b',
          'address.city': 'Goa',
          plan: 'outer',
          properties: { plan: 'inner', a: { b: 2 } },
          'x y': '__proto__',
        },
        { properties: { id: 'c', address: { city: 'Delhi' } }, plan: null },
      ],
    );
    assert.deepEqual(store.users, [
      { $id: 'a', $row: 1, $os: 'iOS', 'address.city': 'Pune', plan: 'Pro', spot: { lat: 1, lon: 2 } },
      { $id: 'b', $row: 1, 'a.b': 2, 'address.city': 'Goa', plan: 'inner', 'x y': '__proto__' },
      { $id: 'c', $row: 1, 'address.city': 'Delhi' },
    ]);
  });

  it('takes columns by another name', async () => {
    project.write('users.csv', 'id,device_os,os\na,iOS,wrong\n');
    project.write('events.ndjson', '{"uid":"a","at":"2026-01-01","properties":{"item":{"price":5}}}');
    const { path, report } = await project.build({
      users: { os: 'string', city: 'string' },
      events: { Bought: { price: 'number' } },
      userData: [{ path: 'users.csv', id: 'id', columns: { os: 'device_os', city: 'town' } }],
      eventData: [
        { path: 'events.ndjson', user: 'uid', time: 'at', event: 'Bought', columns: { price: 'item.price' } },
      ],
    });
    const store = await readStore(path);
    assert.deepEqual(store.users, [{ $id: 'a', $row: 1, os: 'iOS' }]);
    assert.deepEqual(store.events['Bought'], [{ $user: 'a', $at: '2026-01-01T00:00:00.000Z', $seq: 0, price: 5 }]);
    assert.deepEqual(report.warnings, [
      'users.csv has no column “town”, which “columns” names for city: it is missing there.',
      'No user has a value for “city”. If the column has another name, say so with “columns”.',
    ]);
  });

  it('reads the types of Parquet', async () => {
    const day = new Date('2026-03-08T00:00:00Z');
    project.write(
      'users.parquet',
      new Uint8Array(
        parquetWriteBuffer({
          schema: [
            { name: 'root', num_children: 6 },
            { name: 'id', type: 'INT64', repetition_type: 'REQUIRED' },
            { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' },
            {
              name: 'price',
              type: 'INT32',
              converted_type: 'DECIMAL',
              scale: 2,
              precision: 9,
              repetition_type: 'OPTIONAL',
            },
            { name: 'vip', type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
            { name: 'ratio', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
            {
              name: 'seen',
              type: 'INT64',
              repetition_type: 'OPTIONAL',
              logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
            },
          ],
          columnData: [
            { name: 'id', data: [1n, 9007199254740993n] },
            { name: 'day', data: [day, null] },
            { name: 'price', data: [0.57, 19.99] },
            { name: 'vip', data: [true, null] },
            { name: 'ratio', data: [Number.NaN, 0.1] },
            { name: 'seen', data: [1772960400000000n, null] },
          ],
        }),
      ),
    );
    const { path, report } = await project.build({
      timezone: 'America/New_York',
      users: { day: 'date', price: 'number', vip: 'boolean', ratio: 'number', seen: 'datetime' },
      userData: [{ path: 'users.parquet', id: 'id' }],
    });
    const store = await readStore(path);
    assert.deepEqual(store.users, [
      { $id: '1', $row: 1, day: '2026-03-08T05:00:00.000Z', price: 0.57, seen: '2026-03-08T13:00:00.000Z', vip: true },
      { $id: '9007199254740993', $row: 1, price: 19.99, ratio: 0.1 },
    ]);
    assert.deepEqual(report.misfits, []);
  });

  it('reads structs and lists of Parquet as objects and lists', async () => {
    const rows = [
      { plan: 'Pro', address: { city: 'Pune', since: 1772960400000000n } },
      { plan: null, address: null },
    ];
    project.write(
      'users.parquet',
      new Uint8Array(
        parquetWriteBuffer({
          schema: [
            { name: 'root', num_children: 3 },
            { name: 'id', type: 'INT32', repetition_type: 'REQUIRED' },
            { name: 'properties', repetition_type: 'OPTIONAL', num_children: 2 },
            { name: 'plan', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
            { name: 'address', repetition_type: 'OPTIONAL', num_children: 2 },
            { name: 'city', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
            {
              name: 'since',
              type: 'INT64',
              repetition_type: 'OPTIONAL',
              logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
            },
            { name: 'tags', converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
            { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
            { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
          ],
          columnData: [
            { name: 'id', data: [1, 2] },
            { name: 'properties', data: rows },
            { name: 'tags', data: [['x', 'y'], null] },
          ],
        }),
      ),
    );
    const { path } = await project.build({
      timezone: 'Asia/Kolkata',
      users: { plan: 'string', 'address.city': 'string', 'address.since': 'datetime', tags: 'list<string>' },
      userData: [{ path: 'users.parquet', id: 'id' }],
    });
    assert.deepEqual((await readStore(path)).users, [
      {
        $id: '1',
        $row: 1,
        'address.city': 'Pune',
        'address.since': '2026-03-08T03:30:00.000Z',
        plan: 'Pro',
        tags: ['x', 'y'],
      },
      { $id: '2', $row: 1 },
    ]);
  });

  it('survives hostile keys and depths', async () => {
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    project.write(
      'users.ndjson',
      `{"id":"a","__proto__":"x","constructor":"y","city":"Pune","deep":${deep}}\n{"__proto__":{"id":"b"},"id":"c"}`,
    );
    const { path } = await project.build({
      users: JSON.parse('{"__proto__":"string","constructor":"string","city":"string","toString":"string"}'),
      userData: [{ path: 'users.ndjson', id: 'id' }],
    });
    const { users: rows } = await readStore(path);
    assert.deepEqual(
      rows.map((row) => [row['$id'], row['constructor'], row['city'], Object.hasOwn(row, 'toString')]),
      [
        ['a', 'y', 'Pune', false],
        ['c', Object, undefined, false],
      ],
    );
  });

  it('shows no personal data in its report', async () => {
    const store = await users({ users: { age: 'number' }, pii: ['age'] }, [{ id: 'a', age: 'secret' }]);
    assert.deepEqual(misfits(store), [['age', 1, '(personal data)']]);
  });

  it('keeps texts that nearly all differ, and those that repeat', async () => {
    const many = Array.from({ length: 5000 }, (_, i) => ({
      id: `u${String(i).padStart(4, '0')}`,
      mail: `m${i}@example.com`,
      os: i % 2 ? 'iOS' : 'Web',
    }));
    const store = await users({ users: { mail: 'string', os: 'string' } }, many);
    assert.deepEqual(
      store.users,
      many.map(({ id, mail, os }) => ({ $id: id, $row: 1, mail, os })),
    );
    assert.deepEqual(
      store.meta.physical.userColumns.map(([name, column]) => [name, 'encoding' in column && column.encoding]),
      [
        ['mail', 'plain'],
        ['os', 'dict'],
      ],
    );
  });

  it('orders users by the bytes of their ids', async () => {
    const ids = ['\u{1f600}', '\uffee', 'b', 'a', 'B', 'ä', '10', '9'];
    const store = await users(
      {},
      ids.map((id) => ({ id })),
    );
    const expected = [...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual(values(store, '$id'), expected);
  });

  it('refuses ids that can not be listed', async () => {
    await assert.rejects(
      users({}, [{ id: 'a\nb' }]),
      (error) =>
        error instanceof StoreError &&
        /line 1: the row has a user id \(“id”\) that holds a line break/.test(error.message),
    );
    await assert.rejects(users({}, [{ id: 'x' }, { id: ['a'] }]), /line 2: .* neither a text nor a number/);
  });
});
