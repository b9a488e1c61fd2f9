import assert from 'node:assert/strict';
import { nodeRuntime } from '../../server/src/lsp/node-runtime.ts';
import { type ChangedFilesResult, methods, type RevisionsResult } from '../../server/src/protocol/index.ts';
import { COUNTED, type DiskProject, diskProject } from '../support/disk-project.ts';
import { git, gitInit } from '../support/git.ts';
import { startInMemory, type TestClient } from '../support/language-client.ts';

const IOS = 'name: iOS\nwhere:\n  - user: os\n    is: iOS\n';

describe('language server: revisions', function () {
  this.timeout(30_000);
  let project: DiskProject;
  let client: TestClient;
  beforeEach(async () => {
    project = diskProject(`${COUNTED}--- segments/ios.segment.yaml\n${IOS}`);
    client = await startInMemory(nodeRuntime, { folders: [project.rootUri] });
  });
  afterEach(async () => {
    await client.dispose();
    project.remove();
  });
  const uri = () => project.uri('segments/ios.segment.yaml');
  const revisions = () => client.request<RevisionsResult>(methods.revisions, { uri: uri() });
  const changed = () => client.request<ChangedFilesResult>(methods.changedFiles, {});

  it('lists what there is in git, and how the editor’s text stands to it', async () => {
    assert.equal((await revisions()).state, 'none');
    assert.deepEqual((await changed()).files, []);
    gitInit(project.root);
    git(project.root, 'branch', 'other');
    const before = await revisions();
    assert.ok(before.state === 'ready');
    assert.equal(before.branch, 'main');
    assert.deepEqual(
      before.branches.map(({ name }) => name),
      ['other'],
    );
    assert.deepEqual(
      before.commits.map(({ subject }) => subject),
      ['First'],
    );
    assert.equal(before.standing, 'same');
    await client.open(uri(), IOS);
    await client.type(uri(), { line: 0, character: 6 }, { line: 0, character: 9 }, 'iPhones');
    const after = await revisions();
    assert.equal(after.state === 'ready' && after.standing, 'changed');
    assert.deepEqual((await changed()).files, [{ uri: uri(), standing: 'changed' }]);
  });

  it('asks no git of a workspace that is not trusted', async () => {
    gitInit(project.root);
    await client.connection.sendNotification(methods.trustChanged, { trusted: false });
    const result = await revisions();
    assert.match(result.state === 'none' ? result.message : '', /not trusted/);
    assert.deepEqual((await changed()).files, []);
  });
});
