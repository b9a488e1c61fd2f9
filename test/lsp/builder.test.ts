import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { writeFileAtomically } from '../../server/src/insights/write-file.ts';
import type { Runtime } from '../../server/src/lsp/runtime.ts';
import { pathOfUri } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import {
  type BuilderCounts,
  type BuilderEdit,
  type BuilderEditResult,
  type BuilderModel,
  type BuilderOptions,
  type BuilderValues,
  methods,
} from '../../server/src/protocol/index.ts';
import { inputsVersion, openStore } from '../../server/src/store/index.ts';
import { COUNTED, type DiskProject, diskProject } from '../support/disk-project.ts';
import { startInMemory, type TestClient } from '../support/language-client.ts';
import { poll } from '../support/poll.ts';

const TEXT = `# Who buys
name: Buyers
where:
  - user: os # the device
    is: iOS
  #~ - user: city
  #~   is: Pune
  - any:
      - user: city
        is: Pune
      - {user: city, is: Mumbai}
`;

describe('language server: query builder', function () {
  // Sources are compiled when first loaded, on machines that may be busy.
  this.timeout(20_000);
  let project: DiskProject;
  let client: TestClient;
  let uri: string;
  let version: number;

  const runtime: Runtime = {
    host: nodeHost,
    now: () => Date.parse('2026-06-30T12:00:00Z'),
    environment: () => undefined,
    openStore: ({ onProgress: _, ...options }) => openStore({ ...options, engine: 'sqljs-in-process' }),
    inputsVersion,
    writeFile: (at, text, signal) => writeFileAtomically(pathOfUri(at), text, { signal }),
  };

  const start = async (trusted = true) => {
    client = await startInMemory(runtime, { folders: [project.rootUri], initializationOptions: { trusted } });
  };

  const open = async (name: string, text: string) => {
    uri = name.includes(':') ? name : project.uri(name);
    version = 1;
    await client.open(uri, text);
  };

  const ask = <R>(method: string, more: object = {}) => client.request<R>(method, { uri, version, ...more });

  const edit = async (given: BuilderEdit): Promise<BuilderEditResult> => {
    const result = await ask<BuilderEditResult>(methods.builderEdit, { edit: given });
    assert.equal(result.state, 'ready', JSON.stringify(result));
    if (result.state !== 'ready') return result;
    const document = TextDocument.create(uri, 'segment', version, client.text(uri));
    const text = TextDocument.applyEdits(document, [...result.edits]);
    await client.type(uri, { line: 0, character: 0 }, document.positionAt(document.getText().length), text);
    version++;
    return result;
  };

  beforeEach(async () => {
    project = await diskProject(COUNTED);
  });

  afterEach(async () => {
    await client.dispose();
    await project.remove();
  });

  it('shows a segment as cards, those commented out among them', async () => {
    await start();
    await open('segments/buyers.segment.yaml', TEXT);
    const model = await ask<BuilderModel>(methods.builderModel);
    assert.equal(model.readOnly, undefined);
    assert.deepEqual(
      model.rules.cards.map(({ kind, sentence, disabled, comment }) => ({ kind, sentence, disabled, comment })),
      [
        { kind: 'user', sentence: 'OS is iOS', disabled: false, comment: 'the device' },
        { kind: 'user', sentence: 'city is Pune', disabled: true, comment: undefined },
        { kind: 'any', sentence: 'any of these: city is Pune, or city is Mumbai', disabled: false, comment: undefined },
      ],
    );
  });

  it('answers an edit with the smallest edits of the text, and knows the text after them', async () => {
    await start();
    await open('segments/buyers.segment.yaml', TEXT);
    const moved = await edit({ type: 'move', cards: [['where', 2, 'any', 1]], to: { list: ['where'], index: 0 } });
    assert.deepEqual(moved.state === 'ready' && moved.cards, [['where', 0]]);
    assert.equal(
      client.text(uri),
      `# Who buys
name: Buyers
where:
  - {user: city, is: Mumbai}
  - user: os # the device
    is: iOS
  #~ - user: city
  #~   is: Pune
  - any:
      - user: city
        is: Pune
`,
    );
    const set = await edit({ type: 'set', at: ['where', 1, 'is'], value: 'Android' });
    assert.deepEqual(set.state === 'ready' && set.edits.length, 1);
    await edit({ type: 'enable', cards: [['where', 2]] });
    const model = await ask<BuilderModel>(methods.builderModel);
    assert.deepEqual(
      model.rules.cards.map(({ sentence }) => sentence),
      ['city is Mumbai', 'OS is Android', 'city is Pune', 'any of these: city is Pune'],
    );
  });

  it('says at once that the schema is gone, and when there is one again', async () => {
    await start();
    await open('segments/buyers.segment.yaml', TEXT);
    const schema = project.read('segments.schema.yaml');
    const changed = (type: 1 | 3) =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: project.uri('segments.schema.yaml'), type }],
      });
    const told = () => client.notifications.filter(({ method }) => method === methods.builderChanged).length;
    const cards = async () => (await ask<BuilderModel | null>(methods.builderModel))?.rules.cards.length;
    assert.equal(await cards(), 3);
    await poll(() => client.notifications.some(({ method }) => method === methods.overviewChanged), 'the first check');
    const atFirst = told();
    rmSync(join(project.root, 'segments.schema.yaml'));
    await changed(3);
    await poll(() => told() > atFirst, 'word that the schema is gone');
    assert.equal(await cards(), undefined);
    assert.equal(client.text(uri), TEXT);
    const gone = told();
    project.write('segments.schema.yaml', schema);
    await changed(1);
    await poll(() => told() > gone, 'word that there is a schema');
    assert.equal(await cards(), 3);
  });

  it('refuses what was made for another version of the document', async () => {
    await start();
    await open('segments/buyers.segment.yaml', TEXT);
    await edit({ type: 'remove', cards: [['where', 0]] });
    version = 1;
    await assert.rejects(ask(methods.builderModel), { code: -32801 });
    await assert.rejects(ask(methods.builderEdit, { edit: { type: 'remove', cards: [['where', 0]] } }), {
      code: -32801,
    });
  });

  it('counts every card of the unsaved text', async () => {
    await start();
    await open('segments/buyers.segment.yaml', TEXT);
    const counts = await ask<BuilderCounts>(methods.builderCounts);
    assert.equal(counts.state, 'ready');
    if (counts.state !== 'ready') return;
    assert.equal(counts.total, 2);
    assert.deepEqual(
      counts.cards.map(({ path, alone, remaining }) => [path.join(' '), alone, remaining]),
      [
        ['where 0', 3, 3],
        ['where 2', 2, 2],
        ['where 2 any 0', 1, 1],
        ['where 2 any 1', 1, 2],
      ],
    );
    await edit({ type: 'set', at: ['where', 0, 'is'], value: null });
    const invalid = await ask<BuilderCounts>(methods.builderCounts);
    assert.equal(invalid.state, 'invalid');
    assert.ok(!('elsewhere' in invalid));
  });

  it('says what is wrong in another file when that keeps it from counting', async () => {
    project.write('segments.schema.yaml', project.read('segments.schema.yaml').replace('version: 1', 'version: 9'));
    await start();
    await open('segments/buyers.segment.yaml', TEXT);
    const counts = await ask<BuilderCounts>(methods.builderCounts);
    assert.match((counts.state === 'invalid' && counts.elsewhere) || '', /^In segments\.schema\.yaml: /);
  });

  it('says why nothing is counted where the workspace is not trusted', async () => {
    await start(false);
    await open('segments/buyers.segment.yaml', TEXT);
    const counts = await ask<BuilderCounts>(methods.builderCounts);
    assert.equal(counts.state, 'failed');
    const values = await ask<BuilderValues>(methods.builderValues, { field: ['where', 0, 'is'], search: '', limit: 9 });
    assert.equal(values.state, 'none');
  });

  it('offers names, values and whole cards, found by a search', async () => {
    await start();
    await open('segments/buyers.segment.yaml', TEXT);
    const options = async (at: object, search: string) =>
      (await ask<BuilderOptions>(methods.builderOptions, { at, search, limit: 5 })).options;
    const [property] = await options({ field: ['where', 0, 'user'] }, 'cit');
    assert.equal(property?.value, 'city');
    const [card] = await options({ slot: { list: ['where'], index: 0 } }, 'age');
    assert.deepEqual(card?.card, { user: 'age', gte: null });
  });

  it('offers values of the data with users', async () => {
    await start();
    await open('segments/buyers.segment.yaml', TEXT);
    await ask(methods.builderCounts);
    const values = await poll(async () => {
      const found = await ask<BuilderValues>(methods.builderValues, {
        field: ['where', 2, 'any', 0, 'is'],
        search: '',
        limit: 9,
      });
      return found.state === 'ready' ? found : undefined;
    }, 'values of city');
    assert.ok(values.options.length > 1);
    assert.ok(values.options.every(({ users }) => (users ?? 0) > 0));
  });

  it('works on a document that is saved nowhere, and on an empty one', async () => {
    await start();
    await open('untitled:Untitled-1', '');
    const empty = await ask<BuilderModel>(methods.builderModel);
    assert.equal(empty.readOnly, undefined);
    assert.deepEqual(empty.rules, { path: ['where'], item: 'rule', cards: [] });
    await edit({ type: 'insert', at: { list: ['where'], index: 0 }, cards: [{ user: 'os', is: 'iOS' }] });
    await edit({ type: 'set', at: ['name'], value: 'iOS users' });
    assert.equal(client.text(uri), 'name: iOS users\nwhere:\n  - user: os\n    is: iOS\n');
    const counts = await ask<BuilderCounts>(methods.builderCounts);
    assert.deepEqual(counts.state === 'ready' && counts.total, 3);
  });
});
