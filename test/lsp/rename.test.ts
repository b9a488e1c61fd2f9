import assert from 'node:assert/strict';
import { ResponseError, type TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { FeatureContext } from '../../server/src/features/feature.ts';
import { prepareRename, rename } from '../../server/src/features/rename/rename.ts';
import { willRenameFiles } from '../../server/src/features/rename/will-rename-files.ts';
import { afterEdit, notesOf } from '../support/apply-edit.ts';
import { CONTEXT, type Opened, openFixture } from '../support/feature-fixture.ts';
import { parseFixture } from '../support/fixture.ts';

const asked = (opened: Opened, more: object = {}) =>
  ({
    textDocument: { uri: opened.document.uri },
    position: opened.document.text.positionAt(opened.offset),
    ...more,
  }) as never;

async function editOf(source: string, newName: string, context: FeatureContext = CONTEXT) {
  const opened = await openFixture(source);
  const answer = rename.provide(opened.document, asked(opened, { newName }), context);
  return { opened, answer };
}

/** The files of `expected` after the rename; files not named there are not touched, but for the schema of fixtures. */
async function renames(source: string, newName: string, expected: string, notes: readonly string[] = []) {
  const { opened, answer } = await editOf(source, newName);
  if (!answer || answer instanceof ResponseError) throw new Error(answer?.message ?? 'No answer.');
  const files = afterEdit(answer, opened.textAt);
  const wanted = parseFixture(expected).files;
  for (const [path, text] of wanted) assert.equal(files.get(path), text, path);
  const own = [...files.keys()].filter((path) => opened.fixture.files.has(path) || path.endsWith('.segment.yaml'));
  assert.deepEqual(own.sort(), [...wanted.keys()].sort());
  assert.deepEqual(notesOf(answer), notes);
}

async function refuses(source: string, newName: string, why: RegExp, context: FeatureContext = CONTEXT) {
  const { answer } = await editOf(source, newName, context);
  if (!(answer instanceof ResponseError)) throw new Error(`It was not refused: ${JSON.stringify(answer)}`);
  assert.match(answer.message, why);
}

async function prepared(source: string): Promise<string> {
  const opened = await openFixture(source);
  const answer = prepareRename.provide(opened.document, asked(opened), CONTEXT);
  if (answer instanceof ResponseError) return `refused: ${answer.message}`;
  const { range, placeholder } = answer as { range: never; placeholder: string };
  return `${opened.document.text.getText(range)} (${placeholder})`;
}

const USERS = '--- segments.schema.yaml\nversion: 1\nproject: p\nusers:\n  properties:\n';

describe('rename', () => {
  it('renames an event in every segment, keeping comments and form', async () => {
    await renames(
      `--- a.segment.yaml
name: A # the first
where:
  - did: Char<|>ged # bought
    within: 30d
  - did_not: [App Launched,   "Charged"]
    within: 1d
--- b.segment.yaml
where:
  - sequence:
      - did: App Launched
      - did: 'Charged'
  - did: {broken: [
`,
      'Order: Paid',
      `--- a.segment.yaml
name: A # the first
where:
  - did: "Order: Paid" # bought
    within: 30d
  - did_not: [App Launched,   "Order: Paid"]
    within: 1d
--- b.segment.yaml
where:
  - sequence:
      - did: App Launched
      - did: "Order: Paid"
  - did: {broken: [
`,
    );
  });

  it('renames what is written as a block, and keeps the lines below', async () => {
    const block =
      'where:\n  - did: >-\n      Char<|>ged\n    within: 30d\n  - did_not:\n      - |\n        App Launched\n';
    const wanted =
      '--- test.segment.yaml\nwhere:\n  - did: Paid\n    within: 30d\n  - did_not:\n      - |\n        App Launched\n';
    await renames(`--- test.segment.yaml\n${block}`, 'Paid', wanted);
  });

  it('renames an event throughout the schema', async () => {
    await renames(
      `--- segments.schema.yaml
version: 1
project: p
events:
  Bought<|>: {properties: {price: {type: number}}} # money
  Old: {deprecated: true, replaced_by: Bought}
channels: {push: {reachable: [{did: Bought, within: 3d}]}}
roles: {activity: Bought, purchase: {event: Bought, value: price}}
glossary: {buyer: {means: [{did: [Bought, Old]}]}}
data: {events: [{path: data/orders.csv, user: u, event: Bought, time: t}]}
`,
      '$ #1',
      `--- segments.schema.yaml
version: 1
project: p
events:
  "$ #1": {properties: {price: {type: number}}} # money
  Old: {deprecated: true, replaced_by: "$ #1"}
channels: {push: {reachable: [{did: "$ #1", within: 3d}]}}
roles: {activity: "$ #1", purchase: {event: "$ #1", value: price}}
glossary: {buyer: {means: [{did: ["$ #1", Old]}]}}
data: {events: [{path: data/orders.csv, user: u, event: "$ #1", time: t}]}
`,
    );
  });

  it('asks before it renames an event that the data names', async () => {
    const schema = (name: string) => `--- segments.schema.yaml
version: 1
project: p
events: {${name}: {}}
data: {events: [{path: data/events.csv, user: u, name: n, time: t}]}
`;
    await renames(schema('Bou<|>ght'), 'Paid', schema('Paid'), ['The data calls it “Bought” (asks)']);
  });

  it('renames a property of users; the data keeps its column', async () => {
    await renames(
      `${USERS}    os: {type: string}
    joined<|>: {type: date}
    until: {type: date, deprecated: true, replaced_by: joined}
roles: {signup: joined, birthday: joined}
samples: {columns: [os, joined]}
data:
  users:
    - {path: data/users.csv, id: id}
    - path: data/more.csv
      id: id
      columns:
        os: device
    - {path: data/other.csv, id: id, columns: {joined: since}}
--- a.segment.yaml
where:
  - user: joined
    within: 3d
`,
      'signed up',
      `${USERS}    os: {type: string}
    signed up: {type: date}
    until: {type: date, deprecated: true, replaced_by: signed up}
roles: {signup: signed up, birthday: signed up}
samples: {columns: [os, signed up]}
data:
  users:
    - {path: data/users.csv, id: id, columns: {signed up: joined}}
    - path: data/more.csv
      id: id
      columns:
        os: device
        signed up: joined
    - {path: data/other.csv, id: id, columns: {signed up: since}}
--- a.segment.yaml
where:
  - user: signed up
    within: 3d
`,
      ['The data’s column stays “joined”'],
    );
  });

  it('renames a property of one event only, unless rules ask several events for it together', async () => {
    const schema = (a: string, b: string, c: string, columns = '') => `--- segments.schema.yaml
version: 1
project: p
events:
  A: {properties: {${a}: {type: number}}}
  B: {properties: {${b}: {type: number}}}
  C: {properties: {${c}: {type: number}}}
data:
  events:
    - {path: a.csv, user: u, event: C, time: t}
    - {path: b.csv, user: u, name: n, time: t${columns}}
`;
    const segment = (a: string, b: string) => `--- s.segment.yaml
where:
  - did: A
    where: [{property: ${a}, gt: 1}]
  - did: [B, C]
    sum: {of: ${b}, gt: 1}
`;
    await renames(
      schema('x<|>', 'x', 'x') + segment('x', 'x'),
      'y',
      schema('y', 'x', 'x', ', columns: {y: x}') + segment('y', 'x'),
      ['The data’s column stays “x”'],
    );
    const { opened, answer } = await editOf(schema('x', 'x<|>', 'x') + segment('x', 'x'), 'y');
    const files = afterEdit(answer as WorkspaceEdit, opened.textAt);
    assert.match(files.get('segments.schema.yaml')!, /A: .*\{x: .*\n.*B: .*\{y: .*\n.*C: .*\{y: /);
    assert.match(files.get('segments.schema.yaml')!, /event: C, time: t, columns: \{y: x\}/);
    assert.match(files.get('s.segment.yaml')!, /property: x, gt: 1[\s\S]*of: y/);
    assert.deepEqual(notesOf(answer as WorkspaceEdit), ['Also the property of “C”', 'The data’s column stays “x”']);
  });

  it('leaves the mapping that other events use', async () => {
    const text = (a: string, columns: string) => `--- segments.schema.yaml
version: 1
project: p
events:
  A: {properties: {${a}: {type: number}}}
  B: {properties: {x: {type: number}}}
data: {events: {path: b.csv, user: u, name: n, time: t, columns: {${columns}}}}
`;
    await renames(text('x<|>', 'x: col'), 'y', text('y', 'x: col, y: col'), ['The data’s column stays “x”']);
  });

  it('renames a channel and a word of the glossary', async () => {
    const text = (channel: string, term: string) => `--- segments.schema.yaml
version: 1
project: p
channels: {${channel}: {reachable: [{user: a, exists: true}]}}
glossary: {${term}: {means: [{not_reachable: [x]}]}}
--- a.segment.yaml
where: [{reachable: ${channel.replace('<|>', '')}}]
`;
    await renames(text('mail<|>', 'far'), 'e-mail', text('e-mail', 'far'));
    const [schema] = text('mail', 'away').split('--- a.');
    await renames(text('mail', 'far<|>'), 'away', schema!);
  });

  it('renames a segment with its file, from a reference and from its name', async () => {
    const files = (id: string) => `where:
  - in_segment: [${id}, vip]
`;
    const rest = '--- vip.segment.yaml\nname: VIP\nwhere: [{user: vip, is: true}]\n';
    const of = 'name: Buyers\nwhere:\n  - sample: 10 # some\n  - did: Charged\n';
    const after = 'name: Buyers\nwhere:\n  - sample: 10 # some\n    seed: buyers\n  - did: Charged\n';
    const expected = `--- b.segment.yaml\n${files('big-buyers')}--- deep/big-buyers.segment.yaml\n${after}`;
    const notes = ['The sample keeps its users'];
    const reference = files('buyers').replace('buyers', 'buy<|>ers');
    await renames(
      `--- deep/buyers.segment.yaml\n${of}--- b.segment.yaml\n${reference}${rest}`,
      'big-buyers',
      expected,
      notes,
    );
    const name = of.replace('Buyers', 'Bu<|>yers');
    await renames(
      `--- deep/buyers.segment.yaml\n${name}--- b.segment.yaml\n${files('buyers')}${rest}`,
      'big-buyers',
      expected,
      notes,
    );
  });

  it('says what is renamed', async () => {
    assert.equal(await prepared('where:\n  - did: "Order: Comp<|>leted"\n'), 'Order: Completed (Order: Completed)');
    assert.equal(await prepared('--- vip.segment.yaml\nname: The V<|>IPs\n'), 'The VIPs (vip)');
    assert.equal(await prepared('where:\n  - user: o<|>s\n    is: iOS\n'), 'os (os)');
  });

  it('says why something is not renamed', async () => {
    assert.match(await prepared('where:\n  - di<|>d: Charged\n'), /^refused: Only the names of/);
    assert.match(await prepared('where:\n  - user: os\n    is: i<|>OS\n'), /^refused: Only the names of/);
    assert.match(await prepared('where:\n  - did: Unhe<|>ard\n'), /^refused: The schema declares no event “Unheard”/);
    assert.match(await prepared('where:\n  - in_list: a<|>.csv\n--- a.csv\nu\n'), /^refused: Rename a list’s file/);
    const two = '--- x/a.segment.yaml\nname: <|>A\n--- y/a.segment.yaml\nname: A\n';
    assert.match(await prepared(two), /^refused: Several files have the id “a”/);
  });

  it('refuses names that are taken or are none', async () => {
    await refuses('where:\n  - did: Char<|>ged\n', 'App Launched', /There is an event “App Launched” already/);
    await refuses('where:\n  - did: Char<|>ged\n', ' ', /at least one letter/);
    await refuses('where:\n  - did: Char<|>ged\n', 'a\nb', /one line/);
    await refuses('where:\n  - user: o<|>s\n    is: iOS\n', 'city', /Users have a property “city” already/);
    await refuses(
      'where:\n  - did: Charged\n    sum: {of: amou<|>nt, gt: 1}\n',
      'coupon',
      /“Charged” has a property “coupon”/,
    );
    const segments = '--- a.segment.yaml\nname: A\n--- b.segment.yaml\nwhere:\n  - in_segment: <|>a\n';
    await refuses(segments, 'b', /There is a segment “b” already/);
    await refuses(segments, 'Big Buyers', /lower-case words joined by hyphens.*“big-buyers”/);
    const edits = { ...CONTEXT.client.actions, renamesFiles: false };
    await refuses(segments, 'c', /lets no language server rename files/, {
      ...CONTEXT,
      client: { ...CONTEXT.client, actions: edits },
    });
  });

  it('names the version of the documents that it edits, and knows plain clients', async () => {
    const { answer } = await editOf('where:\n  - did: Char<|>ged\n', 'Paid');
    const changes = (answer as WorkspaceEdit).documentChanges as TextDocumentEdit[];
    assert.deepEqual(
      changes.map(({ textDocument }) => textDocument.version),
      [null, null],
    );
    const edits = { ...CONTEXT.client.actions, documentChanges: false, renamesFiles: false, annotates: false };
    const plain = await editOf('where:\n  - did: Char<|>ged\n', 'Paid', {
      ...CONTEXT,
      client: { ...CONTEXT.client, actions: edits },
    });
    assert.deepEqual(Object.keys((plain.answer as WorkspaceEdit).changes ?? {}).length, 2);
  });
});

describe('files that are renamed elsewhere', () => {
  const root = 'file:///project/';

  async function follows(source: string, moves: readonly (readonly [string, string])[], expected: string) {
    const { document, textAt } = await openFixture(source);
    const { snapshot, textOf } = document;
    const workspace = { snapshots: [snapshot], snapshotOf: () => snapshot, document: () => document, textOf };
    const files = moves.map(([from, to]) => ({ oldUri: root + from, newUri: root + to }));
    const edit = (await willRenameFiles.provide(workspace, { files } as never, CONTEXT)) ?? {};
    const after = afterEdit(edit, textAt);
    const wanted = expected === '' ? [] : parseFixture(expected).files;
    assert.deepEqual(new Map([...after].sort()), new Map([...wanted].sort()));
  }

  const rule = (kind: string, value: string) => `where:\n  - ${kind}: ${value}\n`;
  const segments = (a: string, b: string) =>
    `--- a.segment.yaml\n${rule('in_segment', a)}--- b.segment.yaml\n${rule('not_in_segment', b)}`;

  it('follow segments, also those that change names', async () => {
    await follows(
      segments('b', 'c'),
      [['b.segment.yaml', 'd.segment.yaml']],
      `--- a.segment.yaml\n${rule('in_segment', 'd')}`,
    );
    await follows(
      segments('b', 'a'),
      [
        ['a.segment.yaml', 'b.segment.yaml'],
        ['b.segment.yaml', 'a.segment.yaml'],
      ],
      segments('a', 'b'),
    );
  });

  it('leave the rest alone', async () => {
    await follows(segments('b', 'a'), [['b.segment.yaml', 'deep/b.segment.yaml']], '');
    await follows(segments('b', 'a'), [['b.segment.yaml', 'a.segment.yaml']], '');
    await follows(segments('b', 'a'), [['b.segment.yaml', 'b.txt']], '');
    await follows(segments('b', 'a'), [['lists', 'listen']], '');
  });

  it('follow lists and data, by file and by folder', async () => {
    const segment = (path: string) => `--- a.segment.yaml\n${rule('in_list', path)}`;
    await follows(segment('lists/vip.csv'), [['lists/vip.csv', 'x/v i p.csv']], segment('x/v i p.csv'));
    await follows(segment('lists/vip.csv'), [['lists', 'deep/er']], segment('deep/er/vip.csv'));
    const schema = (a: string, b: string) => `--- segments.schema.yaml
version: 1
project: p
data:
  users: {path: ${a}, id: id}
  events: {path: ${b}, user: id, name: n, time: t}
`;
    await follows(schema('data/u.csv', 'data/2026/*.csv'), [['data', 'raw']], schema('raw/u.csv', 'raw/2026/*.csv'));
    await follows(
      schema('data/u.csv', 'data/2026/*.csv'),
      [['data/u.csv', 'u.csv']],
      schema('u.csv', 'data/2026/*.csv'),
    );
  });
});
