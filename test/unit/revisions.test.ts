import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDocument, openProject, uriOfPath } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import { gitRevisions } from '../../server/src/revisions/git.ts';
import { blobIdsOf, earlierProjects, type Repository, standingsTo } from '../../server/src/revisions/index.ts';
import { type DiskProject, diskProject } from '../support/disk-project.ts';
import { git, gitCommit, gitInit } from '../support/git.ts';

const PROJECT = `--- shop/segments.schema.yaml
version: 1
users: {properties: {os: {type: string}}}
--- shop/ios.segment.yaml
name: iOS
where: [{user: os, is: iOS}]
--- shop/über uns/50% #1.segment.yaml
name: Half
where: [{in_list: lists/vip.csv}]
--- shop/lists/vip.csv
user_id
u1
--- readme.md
Not ours.
`;

describe('revisions', () => {
  const made: DiskProject[] = [];
  const project = (): DiskProject => {
    const disk = diskProject(PROJECT);
    made.push(disk);
    return disk;
  };
  after(() => {
    for (const disk of made) disk.remove();
  });

  const opened = async (disk: DiskProject): Promise<Repository> => {
    const found = await gitRevisions.repositoryOf(disk.uri('shop'));
    assert.ok(found.ok, found.ok ? '' : found.reason);
    return found.repository;
  };

  it('says why there is nothing to compare with', async () => {
    const disk = project();
    const none = await gitRevisions.repositoryOf(disk.uri('shop'));
    assert.deepEqual(none, { ok: false, reason: 'The project is not in a git repository.' });
    const elsewhere = await gitRevisions.repositoryOf('vscode-vfs://github/acme/shop');
    assert.equal(elsewhere.ok, false);
    git(disk.root, 'init', '--quiet', '--initial-branch=main');
    const empty = await opened(disk);
    assert.equal(await empty.head(), undefined);
    assert.equal(await empty.branch(), 'main');
    assert.deepEqual(await empty.branches(), []);
    assert.deepEqual(await empty.history(disk.uri('shop/ios.segment.yaml'), 5), []);
  });

  it('lists commits and branches, and finds what a name stands for', async () => {
    const disk = project();
    gitInit(disk.root);
    const first = git(disk.root, 'rev-parse', 'HEAD');
    git(disk.root, 'branch', 'feature/wide');
    disk.write('shop/ios.segment.yaml', 'name: All iOS\nwhere: [{user: os, is: iOS}]\n');
    const second = gitCommit(disk.root, 'Widen “iOS”');
    disk.write('readme.md', 'Other.');
    const third = gitCommit(disk.root, 'Elsewhere');
    const repository = await opened(disk);
    assert.equal((await repository.head())?.id, third);
    assert.equal(await repository.branch(), 'main');
    assert.deepEqual(await repository.branches(), [
      { name: 'feature/wide', commit: first },
      { name: 'main', commit: third },
    ]);
    const history = await repository.history(disk.uri('shop/ios.segment.yaml'), 5);
    assert.deepEqual(
      history.map(({ id, subject, author }) => [id, subject, author]),
      [
        [second, 'Widen “iOS”', 'Ann'],
        [first, 'First', 'Ann'],
      ],
    );
    assert.equal((await repository.commit('feature/wide'))?.id, first);
    assert.equal((await repository.commit(second.slice(0, 10)))?.subject, 'Widen “iOS”');
    for (const wrong of ['nope', '--all', '', 'HEAD:shop', '-n1'])
      assert.equal(await repository.commit(wrong), undefined);
    git(disk.root, 'checkout', '--quiet', '--detach');
    assert.equal(await repository.branch(), undefined);
  });

  it('gives the project as it was, lists too, whatever its files are named', async () => {
    const disk = project();
    symlinkSync('/etc/passwd', join(disk.root, 'shop/link.segment.yaml'));
    gitInit(disk.root);
    disk.write('shop/ios.segment.yaml', 'name: Android\nwhere: [{user: os, is: Android}]\n');
    disk.write('shop/lists/vip.csv', 'user_id\nu1\nu2\n');
    const repository = await opened(disk);
    const head = await repository.head();
    const earlier = earlierProjects();
    const { snapshot: now } = await openProject(disk.uri('shop'), nodeHost);
    const at = () => earlier.at(now, repository, head?.id ?? '', disk.uri('shop/ios.segment.yaml'));
    const { snapshot: before } = await at();
    assert.deepEqual([...before.names.ids()].sort(), ['50% #1', 'ios']);
    assert.equal(before.byId('ios')?.segment?.name, 'iOS');
    const list = await before.readList('lists/vip.csv');
    assert.deepEqual(list.ok && list.list.ids, ['user_id', 'u1']);
    assert.equal((await at()).snapshot, before);
  });

  it('tells what differs from HEAD, by the texts in the editor', async () => {
    const disk = project();
    gitInit(disk.root);
    const repository = await opened(disk);
    const head = await repository.head();
    disk.write('shop/new.segment.yaml', 'name: New\nwhere: [{user: os, is: iOS}]\n');
    const now = await openProject(disk.uri('shop'), nodeHost);
    const uri = disk.uri('shop/ios.segment.yaml');
    const standings = await standingsTo(now.rootUri, repository, head);
    assert.deepEqual(standings.changed(now.snapshot), [{ uri: disk.uri('shop/new.segment.yaml'), standing: 'new' }]);
    const text = now.snapshot.file(uri)?.text ?? '';
    now.setDocument(openDocument(uri, `${text}# more\n`, 2));
    assert.equal(standings.of(now.snapshot, uri), 'changed');
    // Checked out with the line ends of Windows, it is the same text.
    now.setDocument(openDocument(uri, text.replaceAll('\n', '\r\n'), 3));
    assert.equal(standings.of(now.snapshot, uri), 'same');
    assert.equal((await standingsTo(now.rootUri, repository, undefined)).of(now.snapshot, uri), 'new');
  });

  it('names texts as git does, in both kinds of repository', () => {
    assert.deepEqual(blobIdsOf('héé\n', '0'.repeat(40)), ['dae3fc1376e997b4d92bcd4bf02b1bdc0411fd3d']);
    assert.equal(blobIdsOf('a\r\n', '0'.repeat(64)).length, 2);
  });

  it('starts no program that the repository names', async () => {
    const disk = project();
    const outside = mkdtempSync(join(tmpdir(), 'segments-hostile-'));
    const ran = join(outside, 'ran');
    const program = join(outside, 'program');
    writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${ran}'\ncat\n`);
    chmodSync(program, 0o755);
    disk.write('.gitattributes', '*.yaml diff=evil filter=evil merge=evil\n');
    gitInit(disk.root);
    const gone = git(disk.root, 'rev-parse', 'HEAD:readme.md');
    for (const [key, value] of [
      ['core.fsmonitor', program],
      ['core.pager', program],
      ['core.sshCommand', program],
      ['core.hooksPath', outside],
      ['diff.external', program],
      ['diff.evil.textconv', program],
      ['diff.evil.command', program],
      ['filter.evil.smudge', program],
      ['filter.evil.clean', program],
      ['filter.evil.process', program],
      ['gpg.program', program],
      ['log.showSignature', 'true'],
      ['remote.origin.url', `ext::${program}`],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.partialclonefilter', 'blob:none'],
      ['extensions.partialClone', 'origin'],
      ['protocol.ext.allow', 'always'],
      ['core.repositoryFormatVersion', '1'],
    ] as const) {
      git(disk.root, 'config', key, value);
    }
    rmSync(join(disk.root, '.git/objects', gone.slice(0, 2), gone.slice(2)), { force: true });
    const repository = await opened(disk);
    const head = await repository.head();
    assert.ok(head);
    await repository.branches();
    await repository.history(disk.uri('shop/ios.segment.yaml'), 5);
    const now = await openProject(disk.uri('shop'), nodeHost);
    assert.deepEqual((await standingsTo(now.rootUri, repository, head)).changed(now.snapshot), []);
    const uri = disk.uri('shop/ios.segment.yaml');
    const { snapshot: before } = await earlierProjects().at(now.snapshot, repository, head.id, uri);
    assert.equal(before.byId('ios')?.segment?.name, 'iOS');
    // An object that only the remote has is missing; nobody is asked for it.
    assert.equal((await repository.read([gone]).catch(() => new Map())).size, 0);
    assert.equal(existsSync(ran), false);
    rmSync(outside, { recursive: true });
  });

  it('answers of a folder that is reached through a link', async () => {
    const disk = project();
    gitInit(disk.root);
    const link = join(mkdtempSync(join(tmpdir(), 'segments-link-')), 'here');
    symlinkSync(disk.root, link);
    const rootUri = uriOfPath(join(link, 'shop'));
    const found = await gitRevisions.repositoryOf(rootUri);
    assert.ok(found.ok);
    const now = await openProject(rootUri, nodeHost);
    const standings = await standingsTo(now.rootUri, found.repository, await found.repository.head());
    assert.deepEqual(standings.changed(now.snapshot), []);
  });
});
