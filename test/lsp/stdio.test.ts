import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WorkDoneProgress } from 'vscode-languageserver';
import { type InsightsResult, methods, type StoreStatus } from '../../server/src/protocol/index.ts';
import { COUNTED, type DiskProject, diskProject } from '../support/disk-project.ts';
import { connect, type TestClient } from '../support/language-client.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const server = join(root, 'dist', 'server.js');
const TEXT = 'name: iOS\nwhere:\n  - user: os\n    is: iOS\n';

/** The bundle as an editor starts it. `npm test` builds it first. */
describe('language server over stdio', function () {
  this.timeout(30_000);
  let project: DiskProject;
  let child: ChildProcess;
  let client: TestClient;

  before(async () => {
    assert.ok(existsSync(server), 'dist/server.js is missing: run “node scripts/build.mjs”');
    project = diskProject(`${COUNTED}--- ios.segment.yaml\n${TEXT}`);
    child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    client = await connect(child.stdout!, child.stdin!, { folders: [project.rootUri] }, async () => {
      child.kill();
    });
  });
  after(async () => {
    await client?.dispose();
    project?.remove();
  });

  it('diagnoses and completes', async () => {
    const uri = project.uri('ios.segment.yaml');
    await client.open(uri, TEXT.replace('os\n', 'oss\n'));
    assert.deepEqual(
      (await client.diagnosticsOf(uri, 1)).map((d) => d.code),
      ['unknown-property'],
    );
    await client.type(uri, { line: 2, character: 12 }, { line: 2, character: 13 }, '');
    assert.deepEqual(await client.diagnosticsOf(uri, 2), []);
    const items = await client.complete(uri, TEXT.length - 4);
    assert.ok(items.some((item) => item.label === 'Android'));
  });

  it('counts in its worker while it goes on answering', async () => {
    const uri = project.uri('ios.segment.yaml');
    const counting = client.request<InsightsResult>(methods.insights, { uri, samples: 2 });
    const items = await client.complete(uri, TEXT.length - 4);
    assert.ok(items.length > 0);
    const result = await counting;
    assert.ok(result.state === 'ready', JSON.stringify(result));
    assert.deepEqual(result.users, { total: 3, of: 4 });
  });

  it('shows how far an import is, in the progress it was given', async () => {
    const seen: { kind: string; title?: string }[] = [];
    client.connection.onProgress(WorkDoneProgress.type, 'token-1', (value) => void seen.push(value));
    const status = await client.request<StoreStatus>(methods.rebuildStore, {
      near: project.rootUri,
      workDoneToken: 'token-1',
    });
    assert.equal(status.users, 4);
    assert.equal(seen[0]?.kind, 'begin');
    assert.equal(seen[0]?.title, 'Rebuilding the store');
    assert.equal(seen.at(-1)?.kind, 'end');
  });

  it('ends when it is told to', async () => {
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await client.connection.sendRequest('shutdown');
    await client.connection.sendNotification('exit');
    assert.equal(await ended, 0);
  });
});
