import assert from 'node:assert/strict';
import {
  createWorkspace,
  findProjectRoot,
  firstColumn,
  kebab,
  listUri,
  normalizeUri,
  openDocument,
  openProject,
  pathBelow,
  segmentIdOf,
} from '../../server/src/project/index.ts';
import { parseFixture } from '../support/fixture.ts';
import { memoryHost } from '../support/memory-host.ts';

const SCHEMA =
  '--- segments.schema.yaml\nversion: 1\nusers: {properties: {os: {type: string}}}\nevents: {Charged: {}}\n';
const IOS = 'name: a\nwhere:\n  - user: os\n    is: iOS\n';
const hostOf = (source: string) => memoryHost(parseFixture(source).files);
const codesOf = async (source: string, path: string) => {
  const host = hostOf(source);
  const snapshot = await (await openProject(host.rootUri, host)).settle();
  return (snapshot.diagnostics().get(host.uri(path)) ?? []).map((d) => d.code);
};

describe('project: where it is', () => {
  it('is governed by the nearest schema upward', async () => {
    const host = hostOf(`${SCHEMA}--- a/b/segments.schema.yaml\nversion: 1\n--- a/b/c/x.segment.yaml\n`);
    assert.equal(await findProjectRoot(host.uri('a/b/c/x.segment.yaml'), host), host.uri('a/b'));
    assert.equal(await findProjectRoot(host.uri('a/b/c/not/yet/there.segment.yaml'), host), host.uri('a/b'));
    assert.equal(await findProjectRoot(host.uri('a'), host), host.rootUri);
    assert.equal(await findProjectRoot('file:///elsewhere/x', host), undefined);
  });

  it('holds its segments, without nested projects and folders of tools', async () => {
    const host = hostOf(
      `${SCHEMA}--- a.segment.yaml\n${IOS}--- s/b.segment.yaml\n${IOS}--- in/segments.schema.yaml\nversion: 1\n--- in/c.segment.yaml\n--- node_modules/d.segment.yaml\n--- .segments/e.segment.yaml\n--- .git/f.segment.yaml\n--- g.yaml\n`,
    );
    const project = await openProject(host.rootUri, host);
    assert.deepEqual([...project.snapshot.names.ids()].sort(), ['a', 'b']);
    assert.deepEqual(project.nested, [host.uri('in')]);
  });

  it('lies in any file system, also in one without an authority', async () => {
    const host = memoryHost(
      new Map([
        ['segments.schema.yaml', 'version: 1\n'],
        ['a.segment.yaml', 'where: []\n'],
      ]),
      'memfs:/shop',
    );
    const project = await openProject('memfs:/shop', host);
    assert.equal(project.rootUri, 'memfs:/shop');
    assert.deepEqual([project.snapshot.governed, project.snapshot.uris], [true, ['memfs:/shop/a.segment.yaml']]);
  });

  it('names segments after their files, whatever the platform does to Unicode', () => {
    assert.equal(segmentIdOf('file:///x/caf%65%CC%81.segment.yaml'), 'café');
    assert.equal(kebab('Lapsed Buyers_2'), 'lapsed-buyers-2');
    assert.equal(kebab('LapsedBuyers'), 'lapsed-buyers');
    assert.equal(kebab('!!'), undefined);
  });

  it('spells URIs one way', () => {
    assert.equal(normalizeUri('file:///a%5Bb%5D/c d.yaml'), normalizeUri('file:///a[b]/c%20d.yaml'));
    assert.equal(pathBelow('file:///a', 'file:///ab/c'), undefined);
    assert.equal(pathBelow('file:///a', 'file:///a/b%20c/d'), 'b c/d');
  });
});

describe('project: what only its files tell', () => {
  it('refuses names that are no ids', async () => {
    assert.deepEqual(await codesOf(`${SCHEMA}--- Big Spenders.segment.yaml\n${IOS}`, 'Big Spenders.segment.yaml'), [
      'segment-id-form',
    ]);
    assert.deepEqual(await codesOf(`${SCHEMA}--- käufer-ü.segment.yaml\n${IOS}`, 'käufer-ü.segment.yaml'), []);
  });

  it('finds two files with one id, in both', async () => {
    const source = `${SCHEMA}--- a.segment.yaml\n${IOS}--- s/a.segment.yaml\n${IOS}`;
    assert.ok((await codesOf(source, 'a.segment.yaml')).includes('duplicate-segment-id'));
    assert.ok((await codesOf(source, 's/a.segment.yaml')).includes('duplicate-segment-id'));
  });

  it('looks for lists, in segments and in the schema', async () => {
    const rule = 'name: x\nwhere:\n  - in_list:';
    const lists = '--- lists/vip.csv\nu1\n';
    assert.deepEqual(
      await codesOf(`${SCHEMA}${lists}--- x.segment.yaml\n${rule} lists/vip.csv\n`, 'x.segment.yaml'),
      [],
    );
    assert.deepEqual(await codesOf(`${SCHEMA}${lists}--- x.segment.yaml\n${rule} lists/vp.csv\n`, 'x.segment.yaml'), [
      'missing-list',
    ]);
    assert.deepEqual(await codesOf(`${SCHEMA}${lists}--- x.segment.yaml\n${rule} ../out.csv\n`, 'x.segment.yaml'), [
      'invalid-list-path',
    ]);
    const channel = 'channels: {p: {reachable: [{in_list: none.csv}]}}\n';
    assert.deepEqual(await codesOf(`${SCHEMA}${channel}`, 'segments.schema.yaml'), ['missing-list']);
  });

  it('does not follow a list’s path or link out of the project', async () => {
    for (const path of [
      '../x.csv',
      '/etc/passwd',
      'a/../../x.csv',
      'C:\\x.csv',
      '\\\\host\\x',
      '~/x.csv',
      'a\\b.csv',
      '',
    ]) {
      assert.equal(listUri('file:///p', path), undefined, path);
    }
    const host = hostOf(
      `${SCHEMA}--- lists/l.csv\nu1\n--- x.segment.yaml\nname: x\nwhere:\n  - in_list: lists/l.csv\n`,
    );
    const linked = { ...host, real: async (uri: string) => (uri.endsWith('l.csv') ? 'file:///etc/passwd' : uri) };
    const project = await openProject(host.rootUri, linked);
    const snapshot = await project.settle();
    assert.deepEqual(
      snapshot
        .diagnostics()
        .get(host.uri('x.segment.yaml'))
        ?.map((d) => d.code),
      ['invalid-list-path'],
    );
    assert.equal((await snapshot.readList('lists/l.csv')).ok, false);
  });

  it('reads every line’s first column by the rules of CSV', () => {
    assert.deepEqual(firstColumn('\uFEFFuser_id,x\r\n"a,1",2\r\n\r\n"b""c"\n d \n"line\nbreak",1\na,1\n,empty\n'), [
      'user_id',
      'a,1',
      'b"c',
      ' d ',
      'line\nbreak',
      'a',
    ]);
  });

  it('reads a list once as long as it stays the same', async () => {
    const host = hostOf(`${SCHEMA}--- l.csv\nu1\nu2\n--- x.segment.yaml\nname: x\nwhere:\n  - in_list: l.csv\n`);
    const project = await openProject(host.rootUri, host);
    const first = await project.snapshot.readList('l.csv');
    assert.equal(await project.snapshot.readList('l.csv'), first);
    host.write('l.csv', 'u2\nu1\nu1\n');
    const again = await project.snapshot.readList('l.csv');
    assert.ok(first.ok && again.ok && first !== again);
    assert.equal(first.list.digest, again.list.digest, 'the same ids have the same digest');
  });
});

describe('project: snapshots', () => {
  it('read each version of a text once', async () => {
    const host = hostOf(`${SCHEMA}--- a.segment.yaml\n${IOS}--- b.segment.yaml\n${IOS}`);
    const project = await openProject(host.rootUri, host);
    const [a, b] = [host.uri('a.segment.yaml'), host.uri('b.segment.yaml')];
    const before = project.snapshot;
    const [readingA, readingB] = [before.reading(a), before.reading(b)];
    project.setDocument(openDocument(a, IOS.replace('iOS', 'Web'), 1));
    const after = project.snapshot;
    assert.notEqual(after, before);
    assert.notEqual(after.reading(a), readingA);
    assert.equal(after.reading(b), readingB);
    assert.equal(before.reading(a), readingA, 'a snapshot does not change');
    assert.equal(project.snapshot, after, 'nothing changed, nothing is made');
  });

  it('take the document’s text until it is closed, also of a file not there yet', async () => {
    const host = hostOf(SCHEMA);
    const project = await openProject(host.rootUri, host);
    const uri = host.uri('new.segment.yaml');
    project.setDocument(openDocument(uri, IOS, 1));
    assert.ok(project.snapshot.byId('new'));
    await project.closeDocument(uri);
    assert.equal(project.snapshot.byId('new'), undefined);
  });

  it('name what keeps a segment from being evaluated', async () => {
    const schema =
      '--- segments.schema.yaml\nversion: 1\nusers: {properties: {os: {type: string}, bad: {type: strin}}}\nevents: {Charged: {}, Broken: {properties: {x: {type: nope}}}}\nglossary: {w: {means: [{did: Nope}]}}\n';
    const source = `${schema}--- fine.segment.yaml\n${IOS}--- uses.segment.yaml\nname: u\nwhere:\n  - did: Broken\n--- refers.segment.yaml\nname: r\nwhere:\n  - in_segment: uses\n`;
    const host = hostOf(source);
    const snapshot = await (await openProject(host.rootUri, host)).settle();
    const blockers = (id: string) => snapshot.blockers(host.uri(`${id}.segment.yaml`)).map((b) => b.diagnostic.code);
    assert.deepEqual(blockers('fine'), [], 'errors elsewhere in the schema do not matter to it');
    assert.ok(blockers('uses').length > 0);
    assert.ok(blockers('refers').length > 0);
  });
});

describe('workspace', () => {
  it('opens the project around a folder and those in it', async () => {
    const host = hostOf(`${SCHEMA}--- sub/in/segments.schema.yaml\nversion: 1\n--- sub/a.segment.yaml\n${IOS}`);
    const workspace = createWorkspace(host);
    await workspace.addFolder(host.uri('sub'));
    assert.deepEqual(workspace.projects.map((p) => p.rootUri).sort(), [host.rootUri, host.uri('sub/in')].sort());
    assert.equal(workspace.projectOf(host.uri('sub/in/x.segment.yaml'))?.rootUri, host.uri('sub/in'));
    assert.equal(workspace.projectOf(host.uri('sub/a.segment.yaml'))?.rootUri, host.rootUri);
  });

  it('forgets projects of a folder that left', async () => {
    const host = hostOf(`--- p/segments.schema.yaml\nversion: 1\n--- q/segments.schema.yaml\nversion: 1\n`);
    const workspace = createWorkspace(host);
    await workspace.addFolder(host.uri('p'));
    await workspace.addFolder(host.uri('q'));
    workspace.removeFolder(host.uri('p'));
    assert.deepEqual(
      workspace.projects.map((p) => p.rootUri),
      [host.uri('q')],
    );
  });

  it('opens a project once for documents that open together', async () => {
    const host = hostOf(`${SCHEMA}--- a.segment.yaml\n${IOS}--- b.segment.yaml\n${IOS}`);
    const workspace = createWorkspace(host);
    await Promise.all(
      ['a', 'b'].map((id) => workspace.setDocument(openDocument(host.uri(`${id}.segment.yaml`), IOS, 1))),
    );
    assert.equal(workspace.projects.length, 1);
    assert.equal(workspace.snapshotOf(host.uri('a.segment.yaml'))?.file(host.uri('a.segment.yaml'))?.version, 1);
  });
});
