import assert from 'node:assert/strict';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { type DataProject, type DataSchema, dataProject } from '../support/data-project.ts';

const schema = (users: string, events: string): DataSchema => ({
  users: { city: 'string' },
  events: { Charged: { amount: 'number' } },
  userData: [{ path: users, id: 'id' }],
  eventData: [{ path: events, user: 'uid', name: 'event', time: 'at' }],
});

const AT = '2026-01-01T10:00:00Z';
const USERS = [
  { id: 'a', city: 'Pune', plan: 'pro', score: 3, joined: '2025-01-01', mail: 'a@example.com' },
  { id: 'b', city: 'Goa', plan: 'free', mail: 'b@example.com' },
  { id: 'c', city: 'Goa', plan: 'free', mail: 'c@example.com' },
];
const EVENTS = [
  { uid: 'a', event: 'Charged', at: AT, amount: 5, app: '10.2.1', gift: true },
  { uid: 'b', event: 'Charged', at: AT, amount: 7, app: '10.3.0' },
  { uid: 'b', event: 'Seen', at: AT, app: '9.0.1', page: '/home', religion: 'none' },
];

/** What the import should say of these, whatever their format. */
const TOLD = [
  'mail string pii 3/3',
  'plan string 3/3',
  'joined date 1/3',
  'score number 1/3',
  'Charged.app version 2/2',
  'Charged.gift boolean 1/2',
  'Seen.app version 1/1',
  'Seen.page string 1/1',
  'Seen.religion string sensitive 1/1',
];

const columnsOf = (rows: readonly object[]) => [...new Set(rows.flatMap(Object.keys))];
const csv = (rows: readonly object[], columns = columnsOf(rows)) =>
  `${[columns, ...rows.map((row) => columns.map((name) => (row as Record<string, unknown>)[name] ?? ''))].join('\n')}\n`;
const ndjson = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const parquet = (rows: readonly object[]) =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: columnsOf(rows).map((name) => ({
        name,
        data: rows.map((row) => (row as Record<string, unknown>)[name] ?? null),
      })),
    }),
  );

describe('import: what only the data has', () => {
  let project: DataProject;
  beforeEach(() => {
    project = dataProject();
  });
  afterEach(() => project.remove());

  async function told(given: DataSchema): Promise<readonly string[]> {
    const { report } = await project.build(given);
    return report.undeclaredProperties.map(({ event, name, type, pii, sensitive, rows, of }) =>
      [event === undefined ? name : `${event}.${name}`, type, pii && 'pii', sensitive && 'sensitive', `${rows}/${of}`]
        .filter(Boolean)
        .join(' '),
    );
  }

  const write: Readonly<Record<string, (rows: readonly object[]) => string | Uint8Array>> = {
    csv,
    ndjson,
    json: (rows) => JSON.stringify(rows),
    parquet,
  };
  for (const [format, text] of Object.entries(write)) {
    it(`notes undeclared properties of ${format}, with their type and how often they occur`, async () => {
      project.write(`u.${format}`, text(USERS));
      project.write(`e.${format}`, text(EVENTS));
      assert.deepEqual(await told(schema(`u.${format}`, `e.${format}`)), TOLD);
    });
  }

  it('keeps no value of them', async () => {
    project.write('u.csv', csv(USERS));
    project.write('e.csv', csv(EVENTS));
    const { report } = await project.build(schema('u.csv', 'e.csv'));
    assert.doesNotMatch(JSON.stringify(report), /example\.com|10\.2\.1|home|pro"/);
  });

  it('leaves out columns that are empty, have no name, or are named twice', async () => {
    project.write('u.csv', `id,city,nothing,, ,x,x\na,Pune,,1,2,3,four\nb,Goa,"",1,2,5,six\n`);
    project.write('e.csv', `uid,event,at,amount,nothing\na,Charged,${AT},1,\n`);
    assert.deepEqual(await told(schema('u.csv', 'e.csv')), ['x number 2/2']);
  });

  it('looks into records: nested keys, `properties`, lists and places', async () => {
    const row = {
      uid: 'a',
      event: 'Charged',
      at: AT,
      amount: 1,
      app: 'outer',
      device: { os: 'iOS', size: { width: 3 } },
      shop: { lat: 1, lon: 2 },
      properties: { app: 'inner', uid: 'other', tags: ['x'], cart: [{ sku: 1 }], deep: { lat: 1 } },
    };
    project.write('u.ndjson', '');
    project.write('e.ndjson', ndjson([row, { ...row, amount: null, shop: null }]));
    assert.deepEqual(await told(schema('u.ndjson', 'e.ndjson')), [
      'Charged.app string 2/2',
      'Charged.deep.lat number 2/2',
      'Charged.device.os string 2/2',
      'Charged.device.size.width number 2/2',
      'Charged.tags list<string> 2/2',
      'Charged.shop geo 1/2',
    ]);
  });

  it('takes a place apart where one of its parts is declared', async () => {
    project.write('u.ndjson', ndjson([{ id: 'a', home: { lat: 1, lon: 2 } }]));
    project.write('e.ndjson', '');
    const given = { ...schema('u.ndjson', 'e.ndjson'), users: { 'home.lat': 'number' } } as const;
    assert.deepEqual(await told(given), ['home.lon number 1/1']);
  });

  it('names a property as the source’s `columns` would have it', async () => {
    project.write('u.csv', 'id,Town,city,zip\na,Pune,x,1\n');
    project.write('e.csv', `uid,event,at,amount,Total\na,Charged,${AT},1,2\na,Seen,${AT},1,3\n`);
    const given = schema('u.csv', 'e.csv');
    const renamed = {
      ...given,
      userData: [{ ...given.userData![0]!, columns: { city: 'Town' } }],
      eventData: [{ ...given.eventData![0]!, columns: { amount: 'Total' } }],
    };
    assert.deepEqual(await told(renamed), ['zip string 1/1', 'Seen.amount number 1/1']);
  });

  it('counts rows over all files of an event, and types by most of many values', async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `a,${AT},${i === 7 ? 'odd' : i}`);
    project.write('u.csv', 'id,city\n');
    project.write('e/1.csv', `uid,at,size\n${many.join('\n')}\n`);
    project.write('e/2.csv', `uid,at,size\na,${AT},4\na,${AT},\n`);
    const given = {
      ...schema('u.csv', ''),
      eventData: [{ path: 'e/*.csv', user: 'uid', event: 'Charged', time: 'at' }],
    };
    assert.deepEqual(await told(given), ['Charged.size number 3001/3002']);
  });

  it('types a property of a rare event as it is in others', async () => {
    const often = Array.from({ length: 30 }, (_, i) => `a,Often,${AT},${i % 2 === 0}`);
    project.write('u.csv', 'id,city\n');
    project.write('e.csv', `uid,event,at,gift\n${often.join('\n')}\na,Rare,${AT},1\n`);
    assert.deepEqual(await told(schema('u.csv', 'e.csv')), ['Often.gift boolean 30/30', 'Rare.gift boolean 1/1']);
  });

  it('tells of the 200 most frequent names and never of people', async () => {
    const ids = Array.from({ length: 400 }, (_, i) => [`id${i}`, 1] as const);
    const rows = ids.map(([name], i) => ({
      id: `u${i}`,
      by: { [name]: 1, 'ann@example.com': 1, '+49 170 123456': 1 },
    }));
    project.write('u.ndjson', ndjson([...rows, { id: 'x', last: 1, by: { id399: 1 } }, { id: 'y', last: 1 }]));
    project.write('e.ndjson', '');
    const names = await told(schema('u.ndjson', 'e.ndjson'));
    assert.equal(names.length, 200);
    assert.deepEqual(names.slice(0, 3), ['by.id399 number 2/402', 'last number 2/402', 'by.id0 number 1/402']);
    assert.ok(names.every((name) => !/@|\+/.test(name)));
  });

  it('is bounded where keys are ids', async () => {
    const keys = Array.from({ length: 3000 }, (_, i) =>
      JSON.stringify({ uid: 'a', event: `e${i % 20}`, at: AT, [`k${i}`]: 1 }),
    );
    const wide = Object.fromEntries(Array.from({ length: 12_000 }, (_, i) => [`w${i}`, 1]));
    project.write('u.ndjson', ndjson([{ id: 'a', ...wide }]));
    project.write('e.ndjson', keys.join('\n'));
    const names = await told(schema('u.ndjson', 'e.ndjson'));
    assert.equal(names.filter((name) => name.startsWith('w')).length, 200);
    assert.equal(names.filter((name) => name.startsWith('e0.')).length, 150);
  });
});
