import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../../server/src/insights/write-file.ts';
import type { Runtime } from '../../server/src/lsp/runtime.ts';
import { pathOfUri } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import {
  type InsightsNumbers,
  type InsightsResult,
  methods,
  type StoreStatus,
} from '../../server/src/protocol/index.ts';
import { inputsVersion, openStore } from '../../server/src/store/index.ts';
import { COUNTED, type DiskProject, diskProject } from '../support/disk-project.ts';
import { startInMemory, type TestClient } from '../support/language-client.ts';
import { poll } from '../support/poll.ts';

const TEXT = 'name: iOS\nwhere:\n  - user: os\n    is: iOS\n';

describe('language server: insights', function () {
  // Sources are compiled when first loaded, on machines that may be busy.
  this.timeout(20_000);
  let project: DiskProject;
  let client: TestClient;
  let now: number;
  let opened: number;

  const runtime: Runtime = {
    host: nodeHost,
    now: () => now,
    environment: () => undefined,
    openStore: ({ onProgress: _, ...options }) => {
      opened++;
      return openStore({ ...options, engine: 'sqljs-in-process' });
    },
    inputsVersion,
    writeFile: (uri, text, signal) => writeFileAtomically(pathOfUri(uri), text, { signal }),
  };

  beforeEach(async () => {
    now = Date.parse('2026-06-30T12:00:00Z');
    opened = 0;
    project = diskProject(`${COUNTED}--- ios.segment.yaml\n${TEXT}`);
    client = await startInMemory(runtime, { folders: [project.rootUri] });
  });
  afterEach(async () => {
    await client.dispose();
    project.remove();
  });

  const ask = (more: object = {}) =>
    client.request<InsightsResult>(methods.insights, { uri: project.uri('ios.segment.yaml'), samples: 5, ...more });
  const numbers = async (more: object = {}): Promise<InsightsNumbers> => {
    const result = await ask(more);
    assert.ok(result.state === 'ready', JSON.stringify(result));
    return result;
  };

  it('counts a segment of the disk', async () => {
    const result = await numbers();
    assert.deepEqual(result.users, { total: 3, of: 4 });
    assert.equal(result.version, null);
    assert.equal(result.asOf, '2026-06-30T12:00:00.000Z');
    assert.equal(result.timezone, 'Asia/Kolkata');
    assert.deepEqual(result.reachable, [
      { channel: 'push', label: 'Push', users: 2, notBecause: [{ reason: 'no device token', users: 1 }] },
    ]);
    assert.deepEqual(
      result.columns.map((c) => [c.name, c.masked]),
      [
        ['city', false],
        ['email', true],
      ],
    );
    assert.equal(result.sample.length, 3);
    assert.deepEqual(
      result.rules.map(({ line, alone, remaining }) => [line, alone, remaining]),
      [[2, 3, 3]],
    );
    assert.equal(result.store.events, 4);
    assert.equal(result.store.latestEvent, '2026-06-29T10:00:00.000Z');
  });

  it('counts what is in the editor, and says for which version', async () => {
    const uri = project.uri('ios.segment.yaml');
    await client.open(uri, TEXT);
    await client.type(uri, { line: 3, character: 8 }, { line: 3, character: 11 }, 'Android');
    const result = await numbers();
    assert.equal(result.version, 2);
    assert.equal(result.users.total, 1);
    await client.type(uri, { line: 3, character: 8 }, { line: 3, character: 15 }, 'Nokia');
    const invalid = await ask();
    assert.ok(invalid.state === 'invalid');
    assert.deepEqual([invalid.problems[0]?.uri, invalid.problems[0]?.line], [uri, 3]);
  });

  it('says in which file a problem is that keeps a segment from being counted', async () => {
    project.write('lower.segment.yaml', '# about\nname: Lower\nwhere:\n  - user: nothing\n    is: x\n');
    const uri = project.uri('ios.segment.yaml');
    await client.open(uri, `${TEXT}  - in_segment: lower\n`);
    const invalid = await poll(async () => {
      const result = await ask();
      return result.state === 'invalid' ? result : undefined;
    }, 'the problem');
    const elsewhere = invalid.problems.find((problem) => problem.uri !== uri);
    assert.match(elsewhere?.message ?? '', /^In lower: .*nothing/);
    assert.deepEqual([elsewhere?.uri, elsewhere?.line], [project.uri('lower.segment.yaml'), 3]);
  });

  it('opens the store once, and again when the data changed', async () => {
    await numbers();
    await numbers();
    assert.equal(opened, 1);
    project.write('data/users.ndjson', '{"user_id":"u9","os":"iOS"}\n');
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: project.uri('data/users.ndjson'), type: 2 }],
    });
    await poll(
      () => client.notifications.find((n) => n.method === methods.insightsChanged),
      'word that numbers changed',
    );
    const result = await numbers();
    assert.equal(opened, 2);
    assert.equal(result.users.total, 1);
  });

  it('tells that numbers changed when the schema goes, and when there is one again', async () => {
    const told = () => client.notifications.filter(({ method }) => method === methods.insightsChanged).length;
    const changed = (type: 1 | 3) =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: project.uri('segments.schema.yaml'), type }],
      });
    await poll(() => client.notifications.some(({ method }) => method === methods.overviewChanged), 'the first check');
    const schema = project.read('segments.schema.yaml');
    await numbers();
    rmSync(join(project.root, 'segments.schema.yaml'));
    const before = told();
    await changed(3);
    await poll(() => told() > before, 'word that there are no numbers');
    const none = await ask();
    assert.ok(none.state === 'failed');
    assert.equal(none.action?.command, 'segments.createSchema');
    const gone = told();
    project.write('segments.schema.yaml', schema);
    await changed(1);
    await poll(() => told() > gone, 'word that there are numbers');
    assert.equal((await numbers()).users.total, 3);
  });

  it('keeps “now” at one instant until it is asked to refresh', async () => {
    const schema = project.read('segments.schema.yaml').replace('as_of: 2026-06-30T12:00:00Z', 'as_of: now');
    project.write('segments.schema.yaml', schema);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: project.uri('segments.schema.yaml'), type: 2 }],
    });
    const first = await numbers();
    now += 60_000;
    assert.equal((await numbers()).asOf, first.asOf);
    assert.equal(Date.parse((await numbers({ refresh: true })).asOf), now);
    now += 3_600_000;
    assert.equal(Date.parse((await numbers()).asOf), now);
  });

  it('does not import for a schema that is not saved', async () => {
    await numbers();
    const uri = project.uri('segments.schema.yaml');
    const text = project.read('segments.schema.yaml');
    await client.open(uri, text);
    const line = text.split('\n').findIndex((l) => l.includes('city: {type: string}'));
    await client.type(uri, { line, character: 4 }, { line, character: 8 }, 'town');
    const result = await ask();
    assert.equal(result.state, 'failed');
    assert.match(result.state === 'failed' ? result.message : '', /unsaved changes/);
    assert.equal(opened, 1);
    project.write('segments.schema.yaml', client.text(uri));
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    await poll(() => client.notifications.find((n) => n.method === methods.insightsChanged), 'word to count again');
    assert.equal((await numbers()).state, 'ready');
    assert.equal(opened, 2);
  });

  it('says in a sentence what is wrong with the data', async () => {
    project.write('data/events.ndjson', '{"user_id":"u1"\n');
    const result = await ask();
    assert.ok(result.state === 'failed');
    assert.match(result.message, /events\.ndjson/);
    assert.equal(result.action?.command, 'segments.rebuildStore');
    await ask();
    assert.equal(opened, 1, 'the same data is not imported again in vain');
    project.write('data/events.ndjson', '{"user_id":"u1","event":"Charged","time":"2026-06-20T10:00:00Z"}\n');
    assert.equal((await numbers()).store.events, 1);
  });

  it('leads to the data when a file of it is missing: reading again does not bring it', async () => {
    const text = project.read('data/events.ndjson');
    rmSync(pathOfUri(project.uri('data/events.ndjson')));
    const result = await ask();
    assert.ok(result.state === 'failed');
    assert.match(result.message, /There is no file “data\/events.ndjson”/);
    assert.equal(result.action?.command, 'segments.manageData');
    project.write('data/events.ndjson', text);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: project.uri('data/events.ndjson'), type: 1 }],
    });
    await poll(async () => (await ask()).state === 'ready', 'the numbers');
  });

  it('exports to a file', async () => {
    const target = project.uri('out.csv');
    const params = { uri: project.uri('ios.segment.yaml'), format: 'ids', includePii: false, target };
    assert.deepEqual(await client.request(methods.exportUsers, params), { users: 3 });
    assert.equal(project.read('out.csv'), 'u1\nu2\nu4\n');
  });

  it('rebuilds the store when asked', async () => {
    const status = await client.request<StoreStatus>(methods.rebuildStore, { near: project.rootUri });
    assert.equal(status.users, 4);
    await client.request<StoreStatus>(methods.rebuildStore, { near: project.uri('ios.segment.yaml') });
    assert.equal(opened, 2);
  });

  it('gives up a count that is cancelled', async () => {
    await numbers();
    const source = new (await import('vscode-languageserver')).CancellationTokenSource();
    const asked = client.connection.sendRequest(
      methods.insights,
      { uri: project.uri('ios.segment.yaml'), samples: 1 },
      source.token,
    );
    source.cancel();
    await assert.rejects(asked, /cancel/i);
    assert.equal((await numbers()).users.total, 3);
  });

  it('reads nothing once trust is gone', async () => {
    await client.connection.sendNotification(methods.trustChanged, { trusted: false });
    assert.equal((await ask()).state, 'failed');
    assert.equal(opened, 0);
    await client.connection.sendNotification(methods.trustChanged, { trusted: true });
    await numbers();
  });
});
