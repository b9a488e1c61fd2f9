import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { segments, temporaryProject } from '../support/cli.ts';

const SCHEMA = `version: 1
project: tiny
users:
  properties:
    os: {type: string, values: [iOS, Android]}
    email: {type: string, pii: true}
events:
  Charged:
    aliases: [purchase]
    properties:
      amount: {type: number, unit: USD}
data:
  users: {path: users.csv, id: id}
  events:
    - {path: events.ndjson, user: id, name: event, time: time}
`;
const GOOD = 'name: Buyers\nwhere:\n  - did: Charged\n    within: 30d\n';
const BAD = 'name: Buyers\nwhere:\n  - did: Purchase\n    within: 30d\n  - user: os\n    is: ios\n';

describe('segments check', () => {
  let project: ReturnType<typeof temporaryProject>;
  beforeEach(() => {
    project = temporaryProject({ 'segments.schema.yaml': SCHEMA, 'segments/good.segment.yaml': GOOD });
  });
  afterEach(() => project.remove());
  const write = (name: string, text: string) => writeFileSync(join(project.path, name), text);

  it('says that all is well, with exit code 0', async () => {
    const { code, stdout, stderr } = await segments(project.path, ['check']);
    assert.equal(stderr, '');
    assert.equal(stdout, '2 files checked, no problems.\n');
    assert.equal(code, 0);
  });

  it('says with --data where a segment does not fit the data, which fails nothing', async () => {
    write('users.csv', 'id,os,email\nu1,iOS,a@example.com\nu2,iOS,\n');
    write('events.ndjson', '{"id":"u1","event":"Charged","time":"2026-01-01T00:00:00Z"}\n');
    write('segments/nobody.segment.yaml', 'name: Nobody\nwhere:\n  - user: os\n    is: Android\n');
    const { code, stdout } = await segments(project.path, ['check', '--data', '--format', 'json', 'segments']);
    assert.equal(code, 0);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Record<string, unknown>[] };
    assert.deepEqual(
      diagnostics.map(({ file, line, severity, code }) => [file, line, severity, code]),
      [
        ['segments/good.segment.yaml', 3, 'information', 'matches-nobody'],
        ['segments/good.segment.yaml', 3, 'information', 'stale-event'],
        ['segments/nobody.segment.yaml', 3, 'information', 'matches-nobody'],
        ['segments/nobody.segment.yaml', 4, 'information', 'unseen-value'],
      ],
    );
  });

  it('prints every problem with its place, code and suggestions as JSON', async () => {
    write('segments/bad.segment.yaml', BAD);
    const { code, stdout } = await segments(project.path, ['check', '--format', 'json']);
    assert.equal(code, 1);
    const report = JSON.parse(stdout);
    assert.equal(report.files, 3);
    assert.equal(report.errors, 2);
    const [event, value] = report.diagnostics;
    assert.deepEqual(
      { ...event, message: undefined },
      {
        file: 'segments/bad.segment.yaml',
        line: 3,
        column: 10,
        endLine: 3,
        endColumn: 18,
        severity: 'error',
        code: 'unknown-event',
        message: undefined,
        suggestions: ['Charged'],
      },
    );
    assert.match(event.message, /“Purchase”.*“Charged”/);
    assert.equal(value.line, 6);
    assert.deepEqual(value.suggestions, ['iOS']);
  });

  it('prints annotations for GitHub, with line breaks and commas escaped', async () => {
    write('segments/bad.segment.yaml', BAD);
    const { stdout } = await segments(project.path, ['check', '--format', 'github']);
    assert.match(
      stdout,
      /^::error file=segments\/bad\.segment\.yaml,line=3,endLine=3,col=10,endColumn=18,title=unknown-event::Unknown event/m,
    );
  });

  it('prints SARIF 2.1.0', async () => {
    write('segments/bad.segment.yaml', BAD);
    const { stdout } = await segments(project.path, ['check', '--format', 'sarif']);
    const log = JSON.parse(stdout);
    assert.equal(log.version, '2.1.0');
    const [first] = log.runs[0].results;
    assert.equal(first.ruleId, 'unknown-event');
    assert.deepEqual(first.locations[0].physicalLocation.region, {
      startLine: 3,
      startColumn: 10,
      endLine: 3,
      endColumn: 18,
    });
    assert.equal(log.runs[0].tool.driver.rules[first.ruleIndex].id, 'unknown-event');
  });

  it('checks only the paths that are named, folders with all below', async () => {
    write('segments/bad.segment.yaml', BAD);
    assert.equal((await segments(project.path, ['check', 'segments/good.segment.yaml'])).code, 0);
    assert.equal((await segments(project.path, ['check', 'segments'])).code, 1);
  });

  it('finds the project upward, or where --project says', async () => {
    mkdirSync(join(project.path, 'a/b'), { recursive: true });
    assert.equal((await segments(join(project.path, 'a/b'), ['check'])).code, 0);
    assert.equal((await segments('/', ['check', '--project', project.path])).code, 0);
  });

  it('names a problem once, not its echoes, for broken YAML, and goes on with the other files', async () => {
    write('segments/broken.segment.yaml', 'name: [Broken\nwhere:\n  - did: Charged\n');
    write('segments/bad.segment.yaml', BAD);
    const { stdout } = await segments(project.path, ['check', '--format', 'json']);
    const report = JSON.parse(stdout);
    assert.ok(report.diagnostics.some((d: { file: string }) => d.file === 'segments/broken.segment.yaml'));
    assert.ok(report.diagnostics.some((d: { code: string }) => d.code === 'unknown-event'));
  });

  for (const [title, args, message] of [
    [
      'a path that is not there',
      ['check', 'nowhere.segment.yaml'],
      /There is no file or folder nowhere\.segment\.yaml/,
    ],
    ['an unknown format', ['check', '--format', 'xml'], /xml/],
    ['an unknown command', ['chek'], /unknown command/],
  ] as const) {
    it(`says in one sentence that it cannot: ${title}`, async () => {
      const { code, stdout, stderr } = await segments(project.path, args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /^\s+at /m);
    });
  }

  it('says how to begin where there is no schema', async () => {
    const empty = temporaryProject({ 'x.txt': '' });
    const { code, stderr } = await segments(empty.path, ['check']);
    empty.remove();
    assert.equal(code, 2);
    assert.match(stderr, /segments init/);
  });
});

describe('segments fmt', () => {
  let project: ReturnType<typeof temporaryProject>;
  const messy = '# keep me\nwhere:\n- within:   "30d"\n  did: Charged   # and me\nname: "Buyers"\n';
  beforeEach(() => {
    project = temporaryProject({ 'segments.schema.yaml': SCHEMA, 'segments/messy.segment.yaml': messy });
  });
  afterEach(() => project.remove());
  const read = () => readFileSync(join(project.path, 'segments/messy.segment.yaml'), 'utf8');

  it('lists what would change and changes nothing with --check', async () => {
    const { code, stdout } = await segments(project.path, ['fmt', '--check', 'segments']);
    assert.equal(code, 1);
    assert.equal(stdout, 'segments/messy.segment.yaml\n');
    assert.equal(read(), messy);
  });

  it('writes the canonical form, keeps comments, and has nothing left to do', async () => {
    assert.equal((await segments(project.path, ['fmt'])).code, 0);
    assert.match(read(), /# keep me/);
    assert.match(read(), /# and me/);
    assert.ok(read().indexOf('name:') < read().indexOf('where:'));
    const again = await segments(project.path, ['fmt', '--check']);
    assert.equal(again.stdout, '');
    assert.equal(again.code, 0);
  });

  it('leaves a file with broken YAML as it is and says so', async () => {
    const broken = 'name: [x\nwhere: []\n';
    writeFileSync(join(project.path, 'segments/messy.segment.yaml'), broken);
    const { code, stderr } = await segments(project.path, ['fmt']);
    assert.equal(code, 1);
    assert.match(stderr, /messy\.segment\.yaml: not formatted/);
    assert.equal(read(), broken);
  });
});
