import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { nodeRuntime } from '../../server/src/lsp/node-runtime.ts';
import {
  type DeclareParams,
  type DeclareResult,
  type DescribeResult,
  type InitResult,
  type InsightsResult,
  methods,
  type NewFromEventResult,
  type OnlyInDataResult,
  type OverviewResult,
  type SizesResult,
  type StandingResult,
  type VolumesResult,
} from '../../server/src/protocol/index.ts';
import { COUNTED, type DiskProject, diskProject } from '../support/disk-project.ts';
import { startInMemory, type TestClient } from '../support/language-client.ts';
import { poll } from '../support/poll.ts';

const IOS = 'name: iOS\ntags: [ios]\nwhere:\n  - user: os\n    is: iOS\n';
const BROKEN = 'name: Broken\nwhere:\n  - did: Nothing\n';

describe('language server: the explorer’s views', function () {
  this.timeout(30_000);
  let project: DiskProject;
  let client: TestClient;

  beforeEach(async () => {
    project = diskProject(`${COUNTED}--- segments/ios.segment.yaml\n${IOS}--- segments/broken.segment.yaml\n${BROKEN}`);
    client = await startInMemory(nodeRuntime, { folders: [project.rootUri] });
  });
  afterEach(async () => {
    await client.dispose();
    project.remove();
  });
  const told = () => client.notifications.filter(({ method }) => method === methods.overviewChanged).length;

  it('says what the project holds, and when that changes', async () => {
    await poll(() => told() > 0, 'word of a project');
    const { projects } = await client.request<OverviewResult>(methods.overview, {});
    assert.deepEqual(
      projects.map(({ name, hasData, segments }) => [name, hasData, segments.map(({ id }) => id)]),
      [['tiny', true, ['broken', 'ios']]],
    );
    const before = told();
    const uri = project.uri('segments/ios.segment.yaml');
    await client.open(uri, IOS);
    await client.type(uri, { line: 0, character: 6 }, { line: 0, character: 9 }, 'iPhones');
    await poll(() => told() > before, 'word of the new name');
    const after = await client.request<OverviewResult>(methods.overview, {});
    assert.equal(after.projects[0]?.segments[1]?.name, 'iPhones');
  });

  it('says a segment in words', async () => {
    const words = await client.request<DescribeResult>(methods.describe, {
      uri: project.uri('segments/ios.segment.yaml'),
    });
    assert.equal(words?.explanation, 'Users whose OS is iOS.');
  });

  it('counts segments, and says which cannot be', async () => {
    const uris = [project.uri('segments/ios.segment.yaml'), project.uri('segments/broken.segment.yaml')];
    const { sizes } = await client.request<SizesResult>(methods.sizes, { uris });
    assert.deepEqual(sizes[0], { uri: uris[0], state: 'counted', total: 3, of: 4 });
    assert.ok(sizes[1]?.state === 'invalid' && /Nothing/.test(sizes[1].message));
  });

  it('says what became of a segment since the last commit', async () => {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: project.root });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'First');
    const [ios, fresh] = [project.uri('segments/ios.segment.yaml'), project.uri('segments/fresh.segment.yaml')];
    await client.open(ios, IOS);
    await client.open(fresh, IOS);
    const changes = async () => {
      const { sizes } = await client.request<SizesResult>(methods.sizes, { uris: [ios, fresh] });
      return sizes.map((size) => (size.state === 'counted' ? size.change : size));
    };
    assert.deepEqual(await changes(), [undefined, { state: 'new' }]);
    await client.type(ios, { line: 4, character: 8 }, { line: 4, character: 11 }, 'Android');
    assert.deepEqual((await changes())[0], { state: 'changed', entered: 1, left: 3 });
  });

  it('says how much the data holds of what is declared, and no personal value', async () => {
    const of = [{ event: 'App Launched' }, { property: 'os' }, { property: 'email' }, { event: 'Gone' }];
    const { volumes } = await client.request<VolumesResult>(methods.volumes, { rootUri: project.rootUri, of });
    assert.deepEqual(
      volumes.map((volume) => (volume.kind === 'event' ? volume.event : volume.property)),
      ['App Launched', 'os', 'email'],
    );
    const [event, os, email] = volumes;
    assert.ok(event?.kind === 'event' && event.rows > 0 && event.users > 0 && event.last !== null);
    assert.ok(os?.kind === 'property' && os.values[0]?.value === 'iOS' && os.values[0].users === 3);
    assert.ok(email?.kind === 'property' && email.present > 0 && email.values.length === 0);
  });

  it('lists events that only the data has, and declares one by the edit of the code action', async () => {
    const more = [10, 20].map((day) => `{"user_id":"u1","event":"Re: #1","time":"2026-06-${day}T10:00:00Z"}\n`);
    const other = '{"user_id":"u2","event":"Ignored","time":"2026-06-05T10:00:00Z"}\n';
    project.write('data/events.ndjson', project.read('data/events.ndjson') + more.join('') + other);
    const { rootUri } = project;
    const asked = () => client.request<OnlyInDataResult>(methods.onlyInData, { rootUri });
    assert.deepEqual(await asked(), {
      events: [
        { kind: 'event', event: 'Re: #1', rows: 2, users: 1, last: '2026-06-20T10:00:00.000Z' },
        { kind: 'event', event: 'Ignored', rows: 1, users: 1, last: '2026-06-05T10:00:00.000Z' },
      ],
      total: 2,
      properties: [],
    });
    const uri = project.uri('segments.schema.yaml');
    const before = project.read('segments.schema.yaml');
    await client.open(uri, before);
    const declare = () => client.request<DeclareResult>(methods.declare, { rootUri, event: 'Re: #1', properties: [] });
    const made = await declare();
    assert.ok(made);
    const { start, end, newText } = made;
    assert.deepEqual([made.uri, made.version], [uri, 1]);
    await client.type(uri, start, end, newText);
    assert.equal(client.text(uri), before.replace('  App Launched: {}\n', '$&  "Re: #1": {}\n'));
    assert.equal(await declare(), null);
    project.write('segments.schema.yaml', client.text(uri));
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    assert.deepEqual(
      (await asked()).events.map(({ event }) => event),
      ['Ignored'],
    );
    await client.connection.sendNotification(methods.trustChanged, { trusted: false });
    await assert.rejects(asked(), /not trusted/);
  });

  it('lists properties that only the data has, and declares each by the edit of the code action', async () => {
    const { rootUri } = project;
    const time = '2026-06-20T10:00:00Z';
    const rows = [
      { user_id: 'u1', event: 'App Launched', time, 'app: version': '10.2.1' },
      { user_id: 'u1', event: 'Refunded', time, amount: 5, reason: 'late', shop_email: 'a@example.com', gift: true },
    ];
    project.write(
      'data/events.ndjson',
      project.read('data/events.ndjson') + rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    );
    project.write('data/users.ndjson', `${project.read('data/users.ndjson')}{"user_id":"u9","plan":"pro"}\n`);
    const asked = () => client.request<OnlyInDataResult>(methods.onlyInData, { rootUri });
    const { properties } = await asked();
    assert.deepEqual(
      properties.map(({ event, property, type, present, total }) => [event, property, type, `${present}/${total}`]),
      [
        [undefined, 'plan', 'string', '1/5'],
        ['App Launched', 'app: version', 'version', '1/2'],
        ['Refunded', 'amount', 'number', '1/1'],
        ['Refunded', 'gift', 'boolean', '1/1'],
        ['Refunded', 'reason', 'string', '1/1'],
        ['Refunded', 'shop_email', 'string', '1/1'],
      ],
    );
    const uri = project.uri('segments.schema.yaml');
    const before = project.read('segments.schema.yaml');
    await client.open(uri, before);
    const declare = async (event: string | undefined, ...names: readonly string[]) => {
      const of = properties.filter((each) => each.event === event && names.includes(each.property));
      const params: DeclareParams = { rootUri, ...(event === undefined ? {} : { event }), properties: of };
      const made = await client.request<DeclareResult>(methods.declare, params);
      if (made) await client.type(uri, made.start, made.end, made.newText);
      return made !== null;
    };
    assert.ok(await declare(undefined, 'plan'));
    assert.ok(await declare('App Launched', 'app: version'));
    assert.ok(await declare('Refunded', 'amount', 'reason', 'shop_email', 'gift'));
    const refunded = ['amount: {type: number}', 'gift: {type: boolean}', 'reason: {type: string}'];
    const lines = [...refunded, 'shop_email: {type: string, pii: true}'].map((line) => `      ${line}\n`).join('');
    assert.equal(
      client.text(uri),
      before
        .replace('    interests: {type: list<string>}\n', '$&    plan: {type: string}\n')
        .replace(
          '  App Launched: {}\n',
          `  App Launched: {properties: {"app: version": {type: version}}}\n  Refunded:\n    properties:\n${lines}`,
        ),
    );
    assert.equal(await declare(undefined, 'plan'), false);
    project.write('segments.schema.yaml', client.text(uri));
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    assert.deepEqual(await asked(), { events: [], total: 0, properties: [] });
  });

  it('counts nothing before trust', async () => {
    await client.connection.sendNotification(methods.trustChanged, { trusted: false });
    const uris = [project.uri('segments/ios.segment.yaml')];
    await assert.rejects(client.request(methods.sizes, { uris }), /not trusted/);
  });

  it('tells how the data stands, and opens nothing for it', async () => {
    const standing = () =>
      client.request<StandingResult>(methods.standing, { near: project.uri('segments/ios.segment.yaml') });
    assert.equal((await standing()).state, 'unread');
    await client.request<SizesResult>(methods.sizes, { uris: [project.uri('segments/ios.segment.yaml')] });
    const ready = await standing();
    assert.ok(ready.state === 'ready');
    assert.equal(ready.asOf, '2026-06-30T12:00:00.000Z');
    assert.equal(ready.status.users, 4);
    assert.ok(client.notifications.filter(({ method }) => method === methods.standingChanged).length >= 2);
    await client.connection.sendNotification(methods.trustChanged, { trusted: false });
    assert.equal((await standing()).state, 'untrusted');
  });

  it('counts as of the instant that the person chose', async () => {
    const uris = [project.uri('segments/ios.segment.yaml')];
    const insights = () => client.request<InsightsResult>(methods.insights, { uri: uris[0], samples: 0 });
    await client.connection.sendNotification(methods.asOfChanged, { asOf: '2026-01-01' });
    const result = await insights();
    assert.ok(result.state === 'ready');
    assert.equal(result.asOf, '2025-12-31T18:30:00.000Z');
    const standing = await client.request<StandingResult>(methods.standing, {});
    assert.ok(standing.state === 'ready' && standing.asOf === '2025-12-31T18:30:00.000Z');
    await client.connection.sendNotification(methods.asOfChanged, { asOf: null });
    const again = await insights();
    assert.ok(again.state === 'ready' && again.asOf === '2026-06-30T12:00:00.000Z');
  });

  it('begins a segment from an event', async () => {
    const params = { rootUri: project.rootUri, event: 'Charged' };
    const made = await client.request<NewFromEventResult>(methods.newFromEvent, params);
    assert.equal(made?.uri, project.uri('segments/did-charged.segment.yaml'));
  });

  it('makes a first schema, with and without data', async () => {
    const folder = project.uri('other');
    const starter = await client.request<InitResult>(methods.init, { folder });
    assert.match(starter.text, /^project: other$/m);
    const files = [project.uri('data/events.ndjson')];
    const inferred = await client.request<InitResult>(methods.init, { folder, files });
    assert.match(inferred.text, /App Launched/);
  });
});
