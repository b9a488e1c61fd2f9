import assert from 'node:assert/strict';
import type { Column, Plan, Predicate, UsersLeaf } from '../../server/src/language/plan.ts';
import type { PropertyType } from '../../server/src/language/schema/model.ts';
import { compileLeaf, compileSegment } from '../../server/src/query/index.ts';
import { sessionOver, type TestSession, UTC } from '../support/sessions.ts';
import { geo, physicalOf, type RawStore, version } from '../support/store.ts';

const DAY = 86_400_000;
const raw: RawStore = {
  users: {
    properties: {
      os: 'string',
      city: 'string:plain',
      age: 'number',
      vip: 'boolean',
      seen: 'datetime',
      born: 'date',
      app: 'version',
      tags: 'list<string>',
      sizes: 'list<number>',
      home: 'geo',
    },
    rows: {
      ann: {
        os: 'iOS',
        city: 'Łódź',
        age: 30,
        vip: 1,
        seen: 5 * DAY,
        born: Date.UTC(1990, 1, 28),
        app: version('10.2', 'b10.a2.'),
        tags: '["Red","blue"]',
        sizes: '[1,2.5]',
        home: geo(18.52, 73.86),
      },
      bob: { os: 'Android', city: 'łódź', age: 18.5, vip: 0, tags: '[]', home: geo(19.08, 72.88), born: -1 },
      cid: { os: 'ios', city: '', app: version('9.0', 'a9.') },
      dan: {},
    },
  },
};

const column = (name: string, type: PropertyType): Column => ({ name, type });
const OS = column('os', 'string');
const CITY = column('city', 'string');
const AGE = column('age', 'number');
const TAGS = column('tags', 'list<string>');
const users = (test: Predicate): UsersLeaf => ({ node: 'users', test });
const not = (of: Predicate): Predicate => ({ op: 'not', of });

const WHERE = 'SELECT u.idx AS user\nFROM users AS u\nWHERE ';

interface Case {
  readonly test: Predicate;
  readonly where: string;
  readonly params: readonly (string | number)[];
  readonly users: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a text in the dictionary is compared by its code': {
    test: { op: 'in', column: OS, values: ['iOS'] },
    where: 'u.c0 = (SELECT d.code FROM dict AS d WHERE d.value = ?)',
    params: ['iOS'],
    users: ['ann'],
  },
  'several texts': {
    test: { op: 'in', column: OS, values: ['iOS', 'Android'] },
    where: 'u.c0 IN (SELECT d.code FROM dict AS d WHERE d.value IN (?, ?))',
    params: ['iOS', 'Android'],
    users: ['ann', 'bob'],
  },
  'the complement holds for a missing value': {
    test: not({ op: 'in', column: OS, values: ['iOS'] }),
    where: '(u.c0 = (SELECT d.code FROM dict AS d WHERE d.value = ?)) IS NOT TRUE',
    params: ['iOS'],
    users: ['bob', 'cid', 'dan'],
  },
  'Unicode lower case of a plain text': {
    test: { op: 'in', column: CITY, values: ['łódź'], ignoreCase: true },
    where: 'unicode_lower(u.c1) = ?',
    params: ['łódź'],
    users: ['ann', 'bob'],
  },
  'an empty text is a value': {
    test: { op: 'missing', column: CITY },
    where: 'u.c1 IS NULL',
    params: [],
    users: ['dan'],
  },
  'not missing': {
    test: not({ op: 'missing', column: CITY }),
    where: 'u.c1 IS NOT NULL',
    params: [],
    users: ['ann', 'bob', 'cid'],
  },
  numbers: {
    test: { op: 'compare', column: AGE, cmp: 'gte', value: 18.5 },
    where: 'u.c2 >= ?',
    params: [18.5],
    users: ['ann', 'bob'],
  },
  booleans: {
    test: { op: 'in', column: column('vip', 'boolean'), values: [false] },
    where: 'u.c3 = ?',
    params: [0],
    users: ['bob'],
  },
  instants: {
    test: { op: 'compare', column: column('seen', 'datetime'), cmp: 'lt', value: 6 * DAY },
    where: 'u.c4 < ?',
    params: [6 * DAY],
    users: ['ann'],
  },
  'versions by their sort key': {
    test: { op: 'compare', column: column('app', 'version'), cmp: 'gt', value: 'a9.' },
    where: 'u.c6_key IN (SELECT d.code FROM dict AS d WHERE d.value > ?)',
    params: ['a9.'],
    users: ['ann'],
  },
  'part of a text': {
    test: { op: 'text', column: OS, how: 'contains', value: 'droid' },
    where: 'u.c0 IN (SELECT d.code FROM dict AS d WHERE instr(d.value, ?) > 0)',
    params: ['droid'],
    users: ['bob'],
  },
  'beginning of a text': {
    test: { op: 'text', column: CITY, how: 'starts_with', value: 'łó', ignoreCase: true },
    where: 'substr(unicode_lower(u.c1), 1, length(?)) = ?',
    params: ['łó', 'łó'],
    users: ['ann', 'bob'],
  },
  'end of a text': {
    test: { op: 'text', column: OS, how: 'ends_with', value: 'OS' },
    where: 'u.c0 IN (SELECT d.code FROM dict AS d WHERE substr(d.value, -length(?)) = ?)',
    params: ['OS', 'OS'],
    users: ['ann'],
  },
  'every text ends with the empty one': {
    test: { op: 'text', column: CITY, how: 'ends_with', value: '' },
    where: 'u.c1 IS NOT NULL',
    params: [],
    users: ['ann', 'bob', 'cid'],
  },
  'RE2 anywhere in the text': {
    test: { op: 'matches', column: OS, pattern: '^i|d$', ignoreCase: true },
    where: 'u.c0 IN (SELECT d.code FROM dict AS d WHERE re2_matches(?, d.value))',
    params: ['(?i)^i|d$'],
    users: ['ann', 'bob', 'cid'],
  },
  'any element of a list': {
    test: { op: 'includes', column: TAGS, how: 'any', values: ['red', 'blue'], ignoreCase: true },
    where: 'EXISTS (SELECT 1 FROM json_each(u.c7) AS j WHERE unicode_lower(j.value) IN (?, ?))',
    params: ['red', 'blue'],
    users: ['ann'],
  },
  'all elements of a list': {
    test: { op: 'includes', column: column('sizes', 'list<number>'), how: 'all', values: [1, 2.5] },
    where:
      'EXISTS (SELECT 1 FROM json_each(u.c8) AS j WHERE j.value = ?) AND EXISTS (SELECT 1 FROM json_each(u.c8) AS j WHERE j.value = ?)',
    params: [1, 2.5],
    users: ['ann'],
  },
  'excludes holds for the missing list and the empty one': {
    test: not({ op: 'includes', column: TAGS, how: 'any', values: ['Red'] }),
    where: '(EXISTS (SELECT 1 FROM json_each(u.c7) AS j WHERE j.value = ?)) IS NOT TRUE',
    params: ['Red'],
    users: ['bob', 'cid', 'dan'],
  },
  distance: {
    test: { op: 'near', column: column('home', 'geo'), lat: 18.5, lon: 73.85, meters: 10_000 },
    where:
      '2 * 6371008.8 * asin(min(1.0, sqrt(pow(sin(radians(u.c9_lat - ?) / 2), 2) + cos(radians(u.c9_lat)) * cos(radians(?)) * pow(sin(radians(u.c9_lon - ?) / 2), 2)))) <= ?',
    params: [18.5, 18.5, 73.85, 10_000],
    users: ['ann'],
  },
  'month and day, also before 1970': {
    test: { op: 'month_day', column: column('born', 'date'), days: ['02-28', '12-31'] },
    where: "strftime('%m-%d', ((u.c5) + 8640000432000000) / 1000 - 8640000432000, 'unixepoch') IN (?, ?)",
    params: ['02-28', '12-31'],
    users: ['ann', 'bob'],
  },
  'and, or, not with parentheses where they are needed': {
    test: {
      op: 'and',
      of: [
        {
          op: 'or',
          of: [
            { op: 'compare', column: AGE, cmp: 'lt', value: 20 },
            { op: 'missing', column: AGE },
          ],
        },
        not({ op: 'missing', column: OS }),
      ],
    },
    where: '(u.c2 < ? OR u.c2 IS NULL) AND u.c0 IS NOT NULL',
    params: [20],
    users: ['bob', 'cid'],
  },
  'an undeclared property is missing': {
    test: { op: 'or', of: [{ op: 'compare', column: column('nope', 'number'), cmp: 'lt', value: 1 }, { op: 'never' }] },
    where: '1 = 0 OR 1 = 0',
    params: [],
    users: [],
  },
  'the complement of what never holds': {
    test: not({ op: 'compare', column: column('nope', 'number'), cmp: 'lt', value: 1 }),
    where: '1 = 1',
    params: [],
    users: ['ann', 'bob', 'cid', 'dan'],
  },
};

describe('query: predicates', () => {
  let store: TestSession;
  before(async () => {
    store = await sessionOver(raw, 100 * DAY);
  });

  for (const [title, { test, where, params, users: expected }] of Object.entries(cases)) {
    it(title, () => {
      const compiled = compileLeaf(users(test), { physical: physicalOf(raw), zone: UTC, asOf: 0 });
      assert.equal(compiled.sql, WHERE + where);
      assert.deepEqual(compiled.params, params);
      assert.deepEqual(store.members(users(test)), expected);
    });
  }

  it('takes any number of values in one parameter', () => {
    const values = [...Array(40_000).keys()].map((n) => `v${n}`).concat('iOS', `"'], x`);
    const test: Predicate = { op: 'in', column: OS, values };
    assert.equal(compileLeaf(users(test), { physical: physicalOf(raw), zone: UTC, asOf: 0 }).params.length, 1);
    assert.deepEqual(store.members(users(test)), ['ann']);
    const numbers = [...Array(40_000).keys()].map((n) => n + 0.1).concat(18.5);
    assert.deepEqual(store.members(users({ op: 'in', column: AGE, values: numbers })), ['bob']);
  });

  it('builds chains of any length without going deep', () => {
    const one: Predicate = { op: 'compare', column: AGE, cmp: 'gt', value: 1000 };
    const last: Predicate = { op: 'compare', column: AGE, cmp: 'gt', value: 20 };
    const any = { op: 'or', of: [...Array(5000).fill(one), last] } as const;
    assert.deepEqual(store.members(users(any)), ['ann']);
    const all = { op: 'and', of: [...Array(5000).fill(last)] } as const;
    assert.deepEqual(store.members(users(all)), ['ann']);
  });

  it('compiles groups, lists and samples', () => {
    const ios = users({ op: 'in', column: OS, values: ['iOS'] });
    const list: Plan = { node: 'list', path: 'vip.csv', digest: 'd' };
    const sample: Plan = { node: 'sample', percent: 50, seed: 'x' };
    const lists = { d: ['ann', 'dan', "o'neil"] };
    const root: Plan = {
      node: 'all',
      of: [
        { node: 'any', of: [ios, list] },
        { node: 'not', of: sample },
      ],
    };
    const { sql, params } = compileSegment({ asOf: 5, zone: UTC, root }, { physical: physicalOf(raw), lists });
    assert.equal(
      sql,
      `-- users: c0 "os"
SELECT u.id
FROM users AS u
WHERE (u.has_row = 1 OR u.first_ts <= ?)
  AND (u.c0 = (SELECT d.code FROM dict AS d WHERE d.value = ?) OR u.id IN (SELECT value FROM json_each(?)))
  AND (sample_key(?, u.id) < ?) IS NOT TRUE
ORDER BY u.idx`,
    );
    assert.deepEqual(params, [5, 'iOS', '["ann","dan","o\'neil"]', 'x', '8000000000000000']);
    const found = [...store.database.rows({ sql, params })].map(([id]) => id);
    assert.deepEqual(found, store.members(root, { lists }));
    assert.deepEqual(store.members({ node: 'sample', percent: 100, seed: 'x' }), ['ann', 'bob', 'cid', 'dan']);
    assert.deepEqual(store.members(list, { lists }), ['ann', 'dan']);
  });

  it('compiles segments of a thousand rules', async () => {
    const rows = [['ann', 1]] as const;
    const { members, database } = await sessionOver({ ...raw, events: { E: { rows } } }, 100 * DAY);
    const did = (at: number): Plan => ({
      node: 'events',
      source: { events: ['E'], span: { until: { at, included: true } } },
      measures: [],
    });
    const root: Plan = { node: 'all', of: [...Array(1100).keys()].map((n) => did(n + 1)) };
    const physical = physicalOf({ ...raw, events: { E: { rows } } });
    const statement = compileSegment({ asOf: 100 * DAY, zone: UTC, root }, { physical });
    assert.deepEqual(
      [...database.rows(statement)].map(([id]) => id),
      ['ann'],
    );
    assert.deepEqual(members(root), ['ann']);
  });

  it('names no identifier that is not of the layout, and no value at all', () => {
    const hostile = [
      '"; DROP TABLE users; --',
      "it's",
      'a b',
      '$set',
      'naïve 漢字',
      '`x`',
      '__proto__',
      '*/',
      '-- x\ny',
    ];
    const awkward: RawStore = {
      users: {
        properties: Object.fromEntries(hostile.map((name) => [name, 'string:plain' as const])),
        rows: { u1: Object.fromEntries(hostile.map((name) => [name, name])) },
      },
      events: Object.fromEntries(
        hostile.map((name) => [
          name,
          { properties: { [name]: 'number' as const }, rows: [['u1', 1, { [name]: 7 }]] as const },
        ]),
      ),
    };
    const root: Plan = {
      node: 'all',
      of: hostile.flatMap((name): Plan[] => [
        users({ op: 'in', column: column(name, 'string'), values: [name] }),
        {
          node: 'events',
          source: { events: [name], span: { until: { at: 10, included: true } } },
          measures: [{ kind: 'sum', column: column(name, 'number'), bounds: [{ cmp: 'gte', value: 7 }] }],
        },
      ]),
    };
    const { sql } = compileSegment({ asOf: 10, zone: UTC, root }, { physical: physicalOf(awkward) });
    const code = sql.split('\n').filter((line) => !line.startsWith('-- '));
    for (const name of hostile) for (const line of code) assert.ok(!line.includes(name), `${name} in ${line}`);
    return sessionOver(awkward, 10).then(({ members, database }) => {
      assert.deepEqual(members(root), ['u1']);
      const statement = compileSegment({ asOf: 10, zone: UTC, root }, { physical: physicalOf(awkward) });
      assert.deepEqual(
        [...database.rows(statement)].map(([id]) => id),
        ['u1'],
      );
    });
  });
});
