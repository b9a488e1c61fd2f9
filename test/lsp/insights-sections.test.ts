import assert from 'node:assert/strict';
import { CancellationTokenSource } from 'vscode-languageserver';
import { nodeRuntime } from '../../server/src/lsp/node-runtime.ts';
import type { Runtime } from '../../server/src/lsp/runtime.ts';
import {
  methods,
  type SectionAnswer,
  type SectionId,
  type SectionOptions,
  type SectionResult,
} from '../../server/src/protocol/index.ts';
import { openStore } from '../../server/src/store/index.ts';
import { COUNTED, type DiskProject, diskProject } from '../support/disk-project.ts';
import { git, gitCommit, gitInit } from '../support/git.ts';
import { startInMemory, type TestClient } from '../support/language-client.ts';
import { poll } from '../support/poll.ts';

const IOS = 'name: iOS\nwhere:\n  - user: os\n    is: iOS\n';
const BUYERS = 'name: Buyers\nwhere:\n  - did: Charged\n';

/** Without a thread, which would take its time to begin in every test. */
const runtime: Runtime = {
  ...nodeRuntime,
  openStore: ({ onProgress: _, ...options }) => openStore({ ...options, engine: 'sqljs-in-process' }),
};

describe('language server: sections of the insights', function () {
  this.timeout(30_000);
  let project: DiskProject;
  let client: TestClient;
  beforeEach(async () => {
    project = diskProject(`${COUNTED}--- ios.segment.yaml\n${IOS}--- buyers.segment.yaml\n${BUYERS}`);
    client = await startInMemory(runtime, { folders: [project.rootUri] });
  });
  afterEach(async () => {
    await client.dispose();
    project.remove();
  });

  const uri = () => project.uri('ios.segment.yaml');
  const ask = <Id extends SectionId>(section: Id, options: SectionOptions<Id>, more: object = {}) =>
    client.request<SectionResult<Id>>(methods.insightsSection, { uri: uri(), section, options, ...more });
  async function answer<Id extends SectionId>(section: Id, options: SectionOptions<Id>): Promise<SectionAnswer<Id>> {
    const result = await ask(section, options);
    assert.ok(result.state === 'ready', JSON.stringify(result));
    return result.answer;
  }
  /** Why there is no answer. */
  async function refusal<Id extends SectionId>(section: Id, options: SectionOptions<Id>): Promise<string> {
    const result = await ask(section, options);
    assert.ok(result.state === 'unavailable', JSON.stringify(result));
    return result.message;
  }
  const dataChanged = (path: string) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: project.uri(path), type: 2 }],
    });

  it('says for which text, instant and data an answer holds', async () => {
    await client.open(uri(), IOS);
    const first = await ask('reach', {});
    assert.ok(first.state === 'ready');
    assert.deepEqual([first.version, first.asOf], [1, '2026-06-30T12:00:00.000Z']);
    assert.deepEqual([first.answer.total, first.answer.any, first.answer.none], [3, 2, 1]);
    await client.type(uri(), { line: 3, character: 8 }, { line: 3, character: 11 }, 'Android');
    const edited = await ask('reach', {}, { asOf: '2026-06-28' });
    assert.ok(edited.state === 'ready');
    assert.deepEqual([edited.version, edited.asOf, edited.answer.total], [2, '2026-06-27T18:30:00.000Z', 1]);
    assert.equal(edited.storeVersion, first.storeVersion);
    project.write('data/users.ndjson', '{"user_id":"u9","os":"Android"}\n');
    await dataChanged('data/users.ndjson');
    await poll(() => client.notifications.some((n) => n.method === methods.insightsChanged), 'word of new data');
    const rebuilt = await ask('reach', {});
    assert.ok(rebuilt.state === 'ready');
    assert.notEqual(rebuilt.storeVersion, first.storeVersion);
    await client.type(uri(), { line: 3, character: 8 }, { line: 3, character: 15 }, 'Nokia');
    const broken = await ask('reach', {});
    assert.deepEqual([broken.state, broken.version], ['invalid', 3]);
  });

  it('answers every section', async () => {
    const waterfall = await answer('waterfall', {});
    assert.deepEqual(
      waterfall.rules.map(({ path, line, remaining }) => [path, line, remaining]),
      [[['where', 0], 2, 3]],
    );
    const trend = await answer('trend', { every: 'week' });
    assert.equal(trend.points[0]?.users, 3);
    assert.deepEqual(trend.presentProperties, ['os']);
    const breakdown = await answer('breakdown', { property: 'city' });
    assert.deepEqual(
      breakdown.rows.map(({ value, users, base }) => [value, users, base]),
      [
        ['Mumbai', 1, 1],
        ['Pune', 1, 1],
        ['say "hi", all', 1, 1],
        ['Delhi', 0, 1],
      ],
    );
    const overlap = await answer('overlap', {});
    assert.deepEqual(
      overlap.segments.map(({ id, users, both }) => [id, users, both]),
      [['buyers', 2, 1]],
    );
    const compare = await answer('compare', { with: { kind: 'segment', id: 'buyers' } });
    assert.deepEqual([compare.entered, compare.left, compare.stayed], [2, 1, 1]);
    assert.deepEqual(
      compare.changes.map(({ kind }) => kind),
      ['added', 'removed'],
    );
    assert.equal(await refusal('funnel', {}), 'The segment has no sequence.');
    const earlier = await answer('compare', { with: { kind: 'asOf', asOf: '2026-06-01T10:00' } });
    assert.equal(earlier.title, 'the data as of 2026-06-01 10:00');
    const users = await answer('users', { size: 2 });
    assert.deepEqual([users.rows.length, users.found], [2, 3]);
    const rest = await answer('users', { size: 2, after: users.next ?? '' });
    assert.deepEqual([...users.rows, ...rest.rows].map(({ id }) => id).sort(), ['u1', 'u2', 'u4']);
  });

  it('gives no personal value that was not asked for on purpose', async () => {
    const hidden = await answer('breakdown', { property: 'email' });
    assert.equal(hidden.hidden, true);
    assert.deepEqual([hidden.rows, hidden.other], [[], undefined]);
    assert.deepEqual([hidden.missing.users, hidden.missing.base], [1, 2]);
    const shown = await answer('breakdown', { property: 'email', reveal: true });
    assert.deepEqual(shown.rows.map(({ label }) => label).sort(), ['a@example.com', 'b@example.com']);
    const masked = await answer('users', { columns: ['email', 'city'] });
    assert.doesNotMatch(JSON.stringify(masked), /example\.com/);
    assert.match(JSON.stringify(await answer('users', { columns: ['email'], reveal: true })), /a@example\.com/);
    assert.equal((await answer('users', { search: 'example.com', reveal: true })).found, 0);
    const compared = await answer('compare', { with: { kind: 'segment', id: 'buyers' } });
    assert.doesNotMatch(JSON.stringify(compared), /example\.com/);
  });

  it('says in a sentence what it cannot answer', async () => {
    assert.match(await refusal('breakdown', { property: 'nope' }), /no property “nope”/);
    assert.match(await refusal('users', { columns: ['nope'] }), /no property “nope”/);
    assert.match(await refusal('overlap', { segments: ['nope'] }), /no segment “nope”/);
    assert.match(await refusal('compare', { with: { kind: 'asOf', asOf: 'soon' } }), /not an instant/);
    assert.match(await refusal('compare', { with: { kind: 'head' } }), /not in a git repository/);
    assert.match(await refusal('users', { size: 100_000 }), /size/);
    assert.match(await refusal('trend', { every: 'decade' as 'day' }), /every/);
    await assert.rejects(client.request(methods.insightsSection, { uri: uri(), section: 'toString', options: {} }));
  });

  it('leaves a chosen segment with errors out of the overlap, says so, and counts the others', async () => {
    project.write('broken.segment.yaml', 'name: Broken one\nwhere:\n  - did: Bought\n');
    project.write('refers.segment.yaml', 'name: Refers\nwhere:\n  - in_segment: broken\n');
    await dataChanged('broken.segment.yaml');
    await dataChanged('refers.segment.yaml');
    const left = (id: string, name: string) => ({
      id,
      name,
      uri: project.uri(`${id}.segment.yaml`),
      reason: 'has errors',
    });
    const some = await answer('overlap', { segments: ['broken', 'buyers', 'refers'] });
    assert.deepEqual(
      some.segments.map(({ id, users, both }) => [id, users, both]),
      [['buyers', 2, 1]],
    );
    assert.deepEqual(some.leftOut, [left('broken', 'Broken one'), left('refers', 'Refers')]);
    const none = await answer('overlap', { segments: ['broken'] });
    assert.deepEqual([none.total, none.segments, none.leftOut], [3, [], [left('broken', 'Broken one')]]);
    // Nobody chose them: nothing to say.
    assert.deepEqual((await answer('overlap', {})).leftOut, []);
  });

  it('compares with HEAD and branches, by the schema and the references of then', async () => {
    const refers = `${IOS}  - in_segment: buyers\n`;
    project.write('ios.segment.yaml', refers);
    gitInit(project.root);
    git(project.root, 'branch', 'before');
    project.write('buyers.segment.yaml', 'name: Buyers\nwhere:\n  - did: App Launched\n');
    await dataChanged('buyers.segment.yaml');
    const head = await answer('compare', { with: { kind: 'head' } });
    assert.equal(head.renamedFrom, undefined);
    assert.match(head.title, /^HEAD \([0-9a-f]{7}\)$/);
    // u1 bought; u2 launched the app.
    assert.deepEqual([head.before, head.after, head.entered, head.left], [1, 1, 1, 1]);
    assert.deepEqual(head.changes, [
      { kind: 'added', after: 'in buyers: did “App Launched”' },
      { kind: 'removed', before: 'in buyers: did “Charged”' },
    ]);
    gitCommit(project.root, 'Other buyers');
    assert.equal((await answer('compare', { with: { kind: 'head' } })).entered, 0);
    assert.equal((await answer('compare', { with: { kind: 'revision', revision: 'before' } })).entered, 1);
    assert.match(await refusal('compare', { with: { kind: 'revision', revision: 'nope' } }), /“nope”/);
    project.write('new.segment.yaml', IOS);
    await dataChanged('new.segment.yaml');
    const added = await client.request<SectionResult<'compare'>>(methods.insightsSection, {
      uri: project.uri('new.segment.yaml'),
      section: 'compare',
      options: { with: { kind: 'head' } },
    });
    assert.match(added.state === 'unavailable' ? added.message : '', /is new/);
  });

  it('follows a segment whose file was renamed, with those that it refers to', async () => {
    project.write('ios.segment.yaml', `${IOS}  - in_segment: buyers\n`);
    project.write('lists/vip.csv', 'u1\n');
    project.write('listed.segment.yaml', `${IOS}  - in_list: lists/vip.csv\n`);
    gitInit(project.root);
    git(project.root, 'mv', 'listed.segment.yaml', 'vips.segment.yaml');
    git(project.root, 'mv', 'buyers.segment.yaml', 'customers.segment.yaml');
    git(project.root, 'mv', 'ios.segment.yaml', 'phones.segment.yaml');
    project.write('customers.segment.yaml', `${BUYERS}    within: 3d\n`);
    project.write(
      'phones.segment.yaml',
      'name: iOS\nwhere:\n  - user: os\n    is: Android\n  - in_segment: customers\n',
    );
    await client.dispose();
    client = await startInMemory(runtime, { folders: [project.rootUri] });
    const compared = async (path: string) => {
      const params = {
        uri: project.uri(path),
        section: 'compare' as const,
        options: { with: { kind: 'head' as const } },
      };
      const result = await client.request<SectionResult<'compare'>>(methods.insightsSection, params);
      assert.ok(result.state === 'ready', JSON.stringify(result));
      return result.answer;
    };
    const phones = await compared('phones.segment.yaml');
    assert.equal(phones.renamedFrom, 'ios.segment.yaml');
    // u1 bought on iOS, u3 lately on Android.
    assert.deepEqual([phones.entered, phones.left, phones.stayed], [1, 1, 0]);
    assert.match(JSON.stringify(phones.changes), /OS is iOS.*OS is Android.*in customers: did “Charged”.*last 3 days/);
    const vips = await compared('vips.segment.yaml');
    assert.deepEqual([vips.renamedFrom, vips.before, vips.stayed], ['listed.segment.yaml', 1, 1]);
  });

  it('says when the data was read otherwise at a revision', async () => {
    const schema = project.read('segments.schema.yaml');
    project.write(
      'segments.schema.yaml',
      schema.replace('os: {type: string, values: [iOS, Android]}', 'os: {type: version}'),
    );
    project.write('ios.segment.yaml', 'name: iOS\nwhere:\n  - user: os\n    is: "1.2"\n');
    gitInit(project.root);
    project.write('segments.schema.yaml', schema);
    project.write('ios.segment.yaml', IOS);
    await dataChanged('segments.schema.yaml');
    await dataChanged('ios.segment.yaml');
    assert.match(await refusal('compare', { with: { kind: 'head' } }), /“os” was a property of type version/);
  });

  it('gives up a section that is cancelled, and answers the next one', async () => {
    await answer('reach', {});
    const source = new CancellationTokenSource();
    const params = { uri: uri(), section: 'trend', options: { every: 'day' } };
    const asked = client.connection.sendRequest(methods.insightsSection, params, source.token);
    source.cancel();
    await assert.rejects(asked, /cancel/i);
    assert.equal((await answer('reach', {})).total, 3);
  });

  it('reads nothing without trust', async () => {
    gitInit(project.root);
    await client.connection.sendNotification(methods.trustChanged, { trusted: false });
    for (const section of ['reach', 'trend', 'users'] as const) {
      const result = await ask(section, {});
      assert.ok(result.state === 'failed' && /not trusted/.test(result.message));
    }
    const compared = await ask('compare', { with: { kind: 'head' } });
    assert.ok(compared.state === 'failed' && /not trusted/.test(compared.message));
  });

  it('exports chosen columns, telling how many users are written', async () => {
    const told: { readonly kind: string; readonly message?: string; readonly percentage?: number }[] = [];
    client.connection.onNotification(
      '$/progress',
      ({ token, value }: { token: unknown; value: (typeof told)[number] }) => {
        if (token === 'export') told.push(value);
      },
    );
    const target = project.uri('out.csv');
    const params = { uri: uri(), format: 'csv', includePii: false, target, workDoneToken: 'export' };
    assert.deepEqual(await client.request(methods.exportUsers, { ...params, columns: ['age', 'email', 'os'] }), {
      users: 3,
    });
    assert.equal(project.read('out.csv'), 'user_id,age,os\nu1,30,iOS\nu2,41,iOS\nu4,22,iOS\n');
    await poll(() => told.some(({ kind }) => kind === 'end'), 'the end of the progress');
    const last = told.findLast(({ percentage }) => percentage !== undefined);
    assert.deepEqual([last?.message, last?.percentage], ['3 of 3 users', 100]);
    await assert.rejects(client.request(methods.exportUsers, { ...params, columns: ['nope'] }), /“nope”/);
    assert.match(project.read('out.csv'), /^user_id,age,os\nu1/);
  });
});
