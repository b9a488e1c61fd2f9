import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository, segments, temporaryProject } from '../support/cli.ts';

const SCHEMA = `version: 1
users: {properties: {os: {type: string}}}
data:
  users: {path: users.csv, id: id}
`;
const SEGMENT = 'name: Some\nwhere:\n  - user: os\n    is: iOS\n';

describe('segments: what all commands share', () => {
  let project: ReturnType<typeof temporaryProject>;
  beforeEach(() => {
    project = temporaryProject({
      'segments.schema.yaml': SCHEMA,
      'users.csv': 'id,os\n',
      'some.segment.yaml': SEGMENT,
    });
  });
  afterEach(() => project.remove());

  it('tells the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    assert.equal((await segments(project.path, ['--version'])).stdout, `${version}\n`);
  });

  it('takes --project and --debug before the command as after it', async () => {
    for (const args of [
      ['--project', project.path, 'check'],
      [`--project=${project.path}`, '--debug', 'check'],
      ['check', '--project', project.path, '--debug'],
    ]) {
      const { code, stdout, stderr } = await segments(repository, args);
      assert.equal(stderr, '');
      assert.match(stdout, /^2 files checked, no problems\./);
      assert.equal(code, 0);
    }
    const { code, stderr } = await segments(project.path, ['--debug', 'insights', 'nope']);
    assert.equal(code, 2);
    assert.match(stderr, /There is no file and no segment “nope”.*\n +at /s);
  });

  const disk = existsSync('/dev/full') ? it : undefined;
  disk?.('says so when the disk takes no output', () => {
    const full = openSync('/dev/full', 'w');
    const run = spawnSync(process.execPath, [join(repository, 'dist/cli.js'), 'check'], {
      cwd: project.path,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    assert.match(run.stderr, /^The output could not be written: ENOSPC[^\n]*\n$/);
    assert.equal(run.status, 2);
  });

  it('blames no rule when the data holds no users', async () => {
    const { code, stdout } = await segments(project.path, ['insights', 'some']);
    assert.equal(code, 0);
    assert.match(stdout, /0 of 0 users.*The data holds no users at this time\./s);
    assert.doesNotMatch(stdout, /left after/);
    assert.equal(
      'empty' in JSON.parse((await segments(project.path, ['insights', 'some', '--format', 'json'])).stdout),
      false,
    );
  });

  it('counts one as one', async () => {
    writeFileSync(join(project.path, 'users.csv'), 'id,os\na,iOS\na,Web\n');
    const { stdout } = await segments(project.path, ['import']);
    assert.match(stdout, /^1 user, 0 events\n/);
    assert.match(stdout, /2 rows +1 file\n/);
    assert.match(stdout, /! 1 user has several rows; the last one counts\n/);
  });

  it('says which of the files to infer from is not there', async () => {
    const { code, stderr } = await segments(project.path, ['init', '--force', '--from-data', 'users.csv', 'gone.csv']);
    assert.equal(code, 2);
    assert.equal(stderr, 'There is no file “gone.csv”. Correct the path.\n');
  });
});
