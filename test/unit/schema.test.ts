import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  applyEdits,
  type Diagnostic,
  fixesFor,
  readSchema,
  type SchemaKey,
  type SchemaShape,
  schemaKeyAt,
  schemaKeys,
  schemaShapeAt,
  suggest,
} from '../../server/src/language/index.ts';

const uri = 'file:///work/my%20shop/segments.schema.yaml';
const read = (text: string) => readSchema(text, { uri });

/** Each diagnostic as `LINE CODE "text"`. */
function shown(text: string, diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, range }) => {
    const line = text.slice(0, range.start).split('\n').length;
    return `${line} ${code} ${JSON.stringify(text.slice(range.start, range.end))}`;
  });
}

/** The text's diagnostics are exactly those that its comments `# want CODE "text"` say, on their lines. */
function check(text: string): void {
  const wanted = text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/# want (\S+) ("(?:[^"\\]|\\.)*")/g)].map(([, code, place]) => `${index + 1} ${code} ${place}`),
    );
  assert.deepEqual(shown(text, read(text).diagnostics).sort(), wanted.sort());
}

/** The first fix of the first diagnostic with a fix gives this text. */
function mends(text: string, expected: string): void {
  const { diagnostics, tree } = read(text);
  const fixes = diagnostics.flatMap((diagnostic) => fixesFor(diagnostic, { uri, text, tree }));
  assert.ok(fixes[0], shown(text, diagnostics).join('\n'));
  assert.equal(applyEdits(text, fixes[0].edits), expected);
}

describe('project schema', () => {
  it('is read as the language page shows it', () => {
    const text = readFileSync(join(import.meta.dirname, '../fixtures/schema/acme-shop.yaml'), 'utf8');
    const { schema, diagnostics } = read(text);
    assert.deepEqual(shown(text, diagnostics), []);
    assert.equal(schema.project, 'acme-shop');
    assert.equal(schema.timezone, 'Asia/Kolkata');
    assert.deepEqual(schema.asOf, { kind: 'now' });
    assert.deepEqual(
      [...schema.users.keys()],
      ['os', 'email', 'ltv', 'signed_up_at', 'birthday', 'interests', 'name', 'city', 'push_token', 'push_opt_in'],
    );
    const os = schema.users.get('os');
    assert.deepEqual(
      [os?.type, os?.values, os?.aliases, os?.description, os?.pii],
      ['string', ['iOS', 'Android', 'Web'], ['platform'], 'Device OS', false],
    );
    assert.equal(text.slice(os?.range.start, os?.range.end), 'os');
    const amount = schema.events.get('Charged')?.properties.get('amount');
    assert.deepEqual([amount?.type, amount?.unit, amount?.event], ['number', 'USD', 'Charged']);
    const old = schema.events.get('Old Purchase');
    assert.deepEqual([old?.deprecated, old?.replacedBy], ['Use Charged', 'Charged']);
    const push = schema.channels.get('push');
    assert.deepEqual(
      [push?.label, push?.rules.map(({ rule, because }) => [rule.kind, because])],
      [
        'Push',
        [
          ['user', 'no device token'],
          ['user', 'not opted in'],
        ],
      ],
    );
    assert.deepEqual(schema.roles, {
      activity: 'App Launched',
      purchase: { event: 'Charged', value: 'amount' },
      signup: 'signed_up_at',
      birthday: 'birthday',
    });
    const active = schema.glossary.get('active');
    assert.equal(active?.means.length, 1);
    assert.deepEqual(JSON.parse(JSON.stringify(active?.source)), [{ did: 'App Launched', within: '30d' }]);
    assert.deepEqual(schema.glossary.get('big spender')?.aliases, ['whale']);
    assert.deepEqual(schema.samples.columns, ['name', 'city', 'os', 'ltv']);
    assert.deepEqual(
      schema.data.users.map(({ path, id }) => [path, id]),
      [['data/users.csv', 'user_id']],
    );
    assert.deepEqual(
      schema.data.events.map(({ name, event }) => [name, event]),
      [
        ['event', undefined],
        [undefined, 'Charged'],
      ],
    );
    assert.equal(schema.data.onBadRow, 'fail');
  });

  it('has defaults for all that is left out', () => {
    const { schema, diagnostics } = read('version: 1\n');
    assert.deepEqual(diagnostics, []);
    assert.equal(schema.project, 'my shop');
    assert.equal(schema.timezone, 'UTC');
    assert.equal(schema.unknown, 'error');
    assert.deepEqual(schema.data, { users: [], events: [], onBadRow: 'fail' });
    assert.deepEqual([schema.users.size, schema.events.size, schema.channels.size], [0, 0, 0]);
  });

  it('is there for any text', () => {
    for (const text of ['', '# nothing\n', 'na', '[1, 2]', 'null', 'version', '"open'])
      assert.equal(read(text).schema.timezone, 'UTC');
    assert.deepEqual(shown('[1]\n', read('[1]\n').diagnostics), ['1 wrong-value "[1]"']);
  });

  it('reports every problem of a property', () => {
    check(`version: 1
users:
  properties:
    os: string                                  # want wrong-value "string"
    a: {type: text}                             # want unknown-property-type "text"
    b: {description: none}                      # want missing-key "{description: none"
    c:                                          # want empty-value "c"
    d: {type: string, enum: [x]}                # want unknown-key "enum"
    e: {type: string, values: []}               # want empty-value "values: []"
    f: {type: string, values: [x, x]}           # want duplicate-value "x"
    g: {type: string, values: [1]}              # want value-not-of-type "1"
    h: {type: version, values: [10.2, x]}       # want value-not-of-type "10.2" # want value-not-of-type "x"
    i: {type: number, values: ["1"]}            # want value-not-of-type "\\"1\\""
    j: {type: string, ordered: true}            # want ordered-without-values "ordered"
    k: {type: boolean, values: [true]}          # want key-not-for-type "values"
    l: {type: string, unit: USD}                # want key-not-for-type "unit"
    m: {type: string, pii: yes}                 # want wrong-value "yes"
    n: {type: string, values: [F], labels: {f: female}}   # want label-without-value "f"
    o: {type: string, aliases: word}            # want wrong-value "word"
    p: {type: string, replaced_by: q}           # want bad-replacement "q"
    r: {type: string, replaced_by: r}           # want bad-replacement "r"
    s: {type: string, replaced_by: p}           # want bad-replacement "p"
    "": {type: string}                          # want empty-value "\\"\\""
    t: {type: string, description: [x]}         # want wrong-value "[x]"
`);
  });

  it('reads what was meant where that spares further errors', () => {
    const { schema } = read(
      'users: {properties: {os: string, plan: {type: text}, secret: {type: string, pii: yes}, n: {type: string, values: [1]}}}\n',
    );
    assert.equal(schema.users.get('os')?.type, 'string');
    assert.equal(schema.users.get('plan')?.type, 'string');
    assert.equal(schema.users.get('secret')?.pii, true);
    assert.deepEqual(schema.users.get('n')?.values, ['1']);
  });

  it('reports every problem of events, roles, samples and words', () => {
    check(`version: 1
users: {properties: {os: {type: string}, born: {type: date}}}
events:
  Charged:
    aliases: [buy, order]
    properties: {amount: {type: number}, category: {type: string}}
  Bought: {aliases: [buy, charged]}             # want alias-clash "buy" # want alias-clash "charged"
  Old: {aliases: [buy], deprecated: true, replaced_by: Chargd}     # want bad-replacement "Chargd"
  Opened:
  Closed: {propertys: {}}                       # want unknown-key "propertys"
  Wrong: text                                   # want wrong-value "text"
unknown: no                                     # want wrong-value "no"
roles:
  activity: Open                                # want unknown-event "Open"
  purchase: {event: Charged, value: category}   # want wrong-role-type "category"
  signup: os                                    # want wrong-role-type "os"
  birthday: borne                               # want unknown-property "borne"
samples: {columns: [os, oz]}                    # want unknown-property "oz"
glossary:
  active: {means: []}                           # want empty-value "means: []"
  buyer: {means: {did: Charged}}                # want wrong-value "{did: Charged}"
  loyal: {means: [{did: Chargd}]}               # want unknown-event "Chargd"
  vague: {}                                     # want missing-key "{}"
`);
  });

  it('reports every problem of the file itself, of channels and of data', () => {
    check(`version: 2                                  # want unsupported-version "2"
project:                                        # want empty-value "project"
timezone: IST                                   # want unknown-timezone "IST"
as_of: yesterday                                # want invalid-date "yesterday"
user: {}                                        # want unknown-key "user"
users: {properties: {token: {type: string}}}
channels:
  push: {label: Push}                           # want missing-key "{label: Push"
  mail: {reachable: [{in_segment: x}]}          # want rule-not-allowed "in_segment"
  sms: {reachable: [{user: token, exists: true, because: none}, {user: tokn, exists: true}]}   # want unknown-property "tokn"
data:
  users: [{path: a.csv, id: u}, {path: b.csv}]  # want missing-key "{path: b.csv"
  events:
    - {path: /a.csv, user: u, name: n, time: t}     # want invalid-data-path "/a.csv"
    - {path: ../a.csv, user: u, name: n, time: t}   # want invalid-data-path "../a.csv"
    - {path: "a\\\\b.csv", user: u, name: n, time: t}   # want invalid-data-path "\\"a\\\\\\\\b.csv\\""
    - {path: a.xlsx, user: u, name: n, time: t}     # want invalid-data-path "a.xlsx"
    - {path: a.csv, user: u, name: n, event: E, time: t}   # want event-source-name "event"
    - {path: a.csv, user: u, time: t}               # want event-source-name "path"
    - a.csv                                         # want wrong-value "a.csv"
  on_bad_row: stop                              # want wrong-value "stop"
`);
  });

  it('reports a missing version on line 1, as a warning', () => {
    const { diagnostics, hasErrors } = read('# note\nproject: a\n');
    assert.deepEqual(shown('# note\nproject: a\n', diagnostics), ['1 missing-key "# note"']);
    assert.equal(hasErrors, false);
  });

  it('keeps what stands beside an error', () => {
    const { schema } = read(
      'users:\n  properties:\n    a: {type: strin}\n    b: {type: number}\n    c: {nothing: x}\nevents:\n  A: 1\n  B: {properties: {x: {type: "open}}}\n  C: {}\n',
    );
    assert.deepEqual([...schema.users.keys()], ['a', 'b']);
    assert.ok(schema.events.has('B') && schema.events.has('C'));
  });

  it('takes odd names', () => {
    const names = [
      '$os',
      'a.b.c',
      "it's",
      'größe',
      '名前',
      'a "b"',
      'x: y',
      '1.10',
      'null',
      '- dash',
      '__proto__',
      ' padded ',
    ];
    const { schema, diagnostics } = read(
      `version: 1\nusers:\n  properties:\n${names.map((name) => `    ${JSON.stringify(name)}: {type: string}\n`).join('')}`,
    );
    assert.deepEqual(diagnostics, []);
    assert.deepEqual([...schema.users.keys()], names);
  });

  it('takes instants, zones in any case, several user files and skipped rows', () => {
    const { schema, diagnostics } = read(
      'version: 1\ntimezone: asia/kolkata\nas_of: 2026-01-31T18:00\ndata: {users: [{path: ./a/*.csv.gz, id: u, columns: {os: device_os}}, {path: b.parquet, id: u}], on_bad_row: skip}\n',
    );
    assert.deepEqual(diagnostics, []);
    assert.equal(schema.timezone, 'Asia/Kolkata');
    assert.deepEqual(schema.asOf, { kind: 'instant', text: '2026-01-31T18:00' });
    assert.deepEqual(
      schema.data.users.map(({ path }) => path),
      ['a/*.csv.gz', 'b.parquet'],
    );
    assert.deepEqual([...(schema.data.users[0]?.columns ?? [])], [['os', 'device_os']]);
    assert.equal(schema.data.onBadRow, 'skip');
  });

  it('suggests time zones', () => {
    const zone = (name: string) => read(`version: 1\ntimezone: ${name}\n`).diagnostics[0]?.suggestions?.[0];
    assert.deepEqual(['IST', 'Asia/Kolkatta', 'Mumbai', 'EST5', 'PST', '"+05:30"'].map(zone), [
      'Asia/Kolkata',
      'Asia/Kolkata',
      'Asia/Kolkata',
      undefined,
      'America/Los_Angeles',
      undefined,
    ]);
  });

  it('mends what can be mended', () => {
    mends('project: a\n', 'version: 1\nproject: a\n');
    mends('version: 2\n', 'version: 1\n');
    mends('version: 1\nusers: {properties: {os: string}}\n', 'version: 1\nusers: {properties: {os: {type: string}}}\n');
    mends('version: 1\ntimezone: Asia/Kolkatta\n', 'version: 1\ntimezone: Asia/Kolkata\n');
    mends(
      'version: 1\nusers: {properties: {os: {type: strng}}}\n',
      'version: 1\nusers: {properties: {os: {type: string}}}\n',
    );
    mends(
      'version: 1\nusers: {properties: {v: {type: version, values: [10.2]}}}\n',
      'version: 1\nusers: {properties: {v: {type: version, values: ["10.2"]}}}\n',
    );
    mends(
      'version: 1\nusers: {properties: {v: {type: string, ordered: true}}}\n',
      'version: 1\nusers: {properties: {v: {type: string}}}\n',
    );
    mends('version: 1\nevent:\n  A: {}\n', 'version: 1\nevents:\n  A: {}\n');
  });

  it('is quick on 5,000 events with 50,000 properties', () => {
    const events = Array.from(
      { length: 5000 },
      (_, i) =>
        `  Event ${i}:\n    properties:\n${Array.from({ length: 10 }, (_, j) => `      p${j}: {type: number}\n`).join('')}`,
    );
    const { schema, diagnostics } = read(`version: 1\nevents:\n${events.join('')}`);
    assert.deepEqual(diagnostics, []);
    assert.equal(
      [...schema.events.values()].reduce((sum, { properties }) => sum + properties.size, 0),
      50_000,
    );
  }).timeout(60_000);
});

describe('table of schema keys', () => {
  function walk(shape: SchemaShape, see: (key: SchemaKey) => void): void {
    if (shape.kind === 'list' || shape.kind === 'names') walk(shape.of, see);
    else if (shape.kind === 'either') for (const each of shape.of) walk(each, see);
    else if (shape.kind === 'map') {
      for (const key of shape.keys) {
        see(key);
        walk(key.shape, see);
      }
    }
  }

  it('documents every key and has a snippet that begins with it', () => {
    walk({ kind: 'map', keys: schemaKeys }, ({ name, doc, snippet }) => {
      assert.ok(doc.length > 10, name);
      assert.ok(snippet.startsWith(`${name}:`), snippet);
    });
  });

  it('is found by path', () => {
    assert.equal(schemaKeyAt(['timezone'])?.name, 'timezone');
    assert.equal(schemaKeyAt(['users', 'properties', 'os', 'type'])?.name, 'type');
    assert.equal(schemaKeyAt(['events', 'Charged', 'properties', 'amount', 'unit'])?.name, 'unit');
    assert.equal(schemaKeyAt(['data', 'events', 0, 'time'])?.name, 'time');
    assert.equal(schemaKeyAt(['data', 'users', 'id'])?.name, 'id');
    assert.equal(schemaKeyAt(['users', 'nothing']), undefined);
    assert.equal(schemaShapeAt(['channels', 'push', 'reachable'])?.kind, 'rules');
    assert.equal(schemaShapeAt(['events', 'Charged'])?.kind, 'map');
    assert.equal(schemaShapeAt(['nothing', 'at', 'all']), undefined);
  });
});

describe('suggestions', () => {
  const names = [
    { name: 'Charged', aliases: ['purchase', 'buy'] },
    { name: 'App Launched' },
    { name: 'Added To Cart' },
    { name: 'App Uninstalled' },
    { name: 'Delhi' },
  ];
  const cases: [string, string[]][] = [
    ['Dehli', ['Delhi']],
    ['Chargd', ['Charged']],
    ['charged', ['Charged']],
    ['Purchase', ['Charged']],
    ['purchas', ['Charged']],
    ['app_launched', ['App Launched']],
    ['appLaunched', ['App Launched']],
    ['addedtocart', ['Added To Cart']],
    ['Cart', ['Added To Cart']],
    ['App', ['App Launched', 'App Uninstalled']],
    ['Signed Up', []],
    ['x', []],
    ['', []],
    ['Charged', []],
  ];
  for (const [wanted, expected] of cases) {
    it(`${wanted} -> ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(suggest(wanted, names), expected));
  }

  it('gives the nearest first, and no more than asked for', () => {
    const many = ['order_1', 'order_2', 'order_3', 'orders'].map((name) => ({ name }));
    assert.deepEqual(suggest('order', many, 2).length, 2);
    assert.equal(suggest('order_11', many)[0], 'order_1');
  });
});
