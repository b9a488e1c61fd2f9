import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { segments, temporaryProject } from '../support/cli.ts';

const FILES = {
  'segments.schema.yaml': `version: 1
project: tiny
timezone: Europe/Berlin
as_of: 2026-06-30T12:00:00Z
users:
  properties:
    os: {type: string, values: [iOS, Android]}
    email: {type: string, pii: true}
events:
  Charged:
    properties:
      amount: {type: number, unit: USD}
channels:
  email: {label: Email, reachable: [{user: email, exists: true, because: no address}]}
samples: {columns: [os, email]}
data:
  users: {path: users.csv, id: id}
  events:
    - {path: events.ndjson, user: user, name: event, time: time}
`,
  'users.csv': 'id,os,email\na,iOS,a@example.com\nb,Android,\n"c,1",iOS,"c ""c"" <c@example.com>"\n',
  'events.ndjson': [
    { user: 'a', event: 'Charged', time: '2026-06-20T10:00:00Z', amount: 10 },
    { user: 'a', event: 'Charged', time: '2026-05-01T10:00:00Z', amount: 20 },
    { user: 'ghost', event: 'Charged', time: '2026-06-29T10:00:00Z', amount: 5 },
  ]
    .map((event) => `${JSON.stringify(event)}\n`)
    .join(''),
  'segments/buyers.segment.yaml': 'name: Buyers\nwhere:\n  - did: Charged\n    within: 30d\n',
  'segments/everyone-else.segment.yaml': 'name: Everyone else\nwhere:\n  - not_in_segment: buyers\n',
  'segments/broken.segment.yaml': 'name: Broken\nwhere:\n  - did: Bought\n',
};

describe('commands that evaluate a segment', () => {
  let project: ReturnType<typeof temporaryProject>;
  const run = (...args: string[]) => segments(project.path, args);
  before(() => {
    project = temporaryProject(FILES);
  });
  after(() => project.remove());

  it('insights prints the contract’s JSON, personal data masked', async () => {
    const { code, stdout, stderr } = await run('insights', 'buyers', '--format', 'json');
    assert.equal(code, 0, stderr);
    const insights = JSON.parse(stdout);
    assert.equal(insights.segment, 'buyers');
    assert.equal(insights.as_of, '2026-06-30T12:00:00.000Z');
    assert.deepEqual(insights.users, { total: 2, of: 4 });
    assert.deepEqual(insights.reachable, [
      { channel: 'email', label: 'Email', users: 1, not_because: { 'no address': 1 } },
    ]);
    assert.equal(insights.reachable_any, 1);
    assert.deepEqual(insights.sample.map((row: { id: string }) => row.id).sort(), ['a', 'ghost']);
    assert.doesNotMatch(stdout, /example\.com/);
    assert.equal(typeof insights.took_ms, 'number');
  });

  it('users exports the columns that are named, in their order', async () => {
    const { stdout } = await run('users', 'everyone-else', '--format', 'csv', '--columns', 'email, os');
    assert.equal(stdout, 'user_id,os\nb,Android\n"c,1",iOS\n');
    const all = await run('users', 'everyone-else', '--format', 'csv', '--columns', 'email,os', '--include-pii');
    assert.match(all.stdout, /^user_id,email,os\nb,,Android\n/);
    const wrong = await run('users', 'everyone-else', '--columns', 'nope');
    assert.deepEqual([wrong.code, wrong.stdout], [2, '']);
    assert.match(wrong.stderr, /no property “nope”/);
  });

  it('insights answers further sections, as text and as JSON', async () => {
    const sections = ['reach', 'trend=month', 'breakdown=os', 'overlap', 'users', 'compare'];
    const asked = sections.flatMap((section) => ['--section', section]);
    const json = await run('insights', 'buyers', '--format', 'json', ...asked);
    assert.equal(json.code, 0, json.stderr);
    const [reach, trend, breakdown, overlap, users, compare] = JSON.parse(json.stdout).sections;
    assert.deepEqual([reach.section, reach.any, reach.none], ['reach', 1, 1]);
    assert.deepEqual([trend.every, trend.of, trend.points.length, trend.present_properties], ['month', 2, 2, []]);
    assert.deepEqual([breakdown.rows[0].value, breakdown.rows[0].base_share], ['iOS', 0.5]);
    assert.deepEqual(overlap.segments, []);
    assert.equal(users.found, 2);
    assert.match(compare.unavailable, /git/i);
    const text = await run('insights', 'buyers', ...asked);
    assert.equal(text.code, 0, text.stderr);
    assert.match(text.stdout, /^Trend\nBy month, the newest first\n/m);
    assert.match(text.stdout, /^ {2}iOS .*2\.00×|^ {2}iOS .*1\.00×/m);
    assert.doesNotMatch(json.stdout + text.stdout, /example\.com/);
    const wrong = await run('insights', 'buyers', '--section', 'nonsense');
    assert.equal(wrong.code, 2);
    assert.match(wrong.stderr, /no section “nonsense”.*breakdown/);
  });

  it('says which chosen segments are left out of the overlap', async () => {
    const text = await run('insights', 'buyers', '--section', 'overlap=broken,everyone-else');
    assert.equal(text.code, 0, text.stderr);
    assert.match(text.stdout, /^ {2}everyone-else /m);
    assert.match(text.stdout, /^ {2}Left out: broken has errors\.$/m);
    const alone = await run('insights', 'buyers', '--section', 'overlap=broken', '--format', 'json');
    const [overlap] = JSON.parse(alone.stdout).sections;
    assert.deepEqual(overlap.segments, []);
    assert.deepEqual([overlap.left_out[0].id, overlap.left_out[0].reason], ['broken', 'has errors']);
  });

  it('takes a path, an id, and another instant', async () => {
    const at = async (...args: string[]) =>
      JSON.parse((await run('insights', ...args, '--format', 'json')).stdout).users;
    assert.deepEqual(await at('segments/buyers.segment.yaml'), { total: 2, of: 4 });
    // On that day the ghost, known by a later event only, does not exist yet.
    assert.deepEqual(await at('buyers', '--as-of', '2026-05-02'), { total: 1, of: 3 });
  });

  it('users exports ids, CSV and NDJSON; personal properties only on demand', async () => {
    assert.equal((await run('users', 'everyone-else')).stdout, 'b\nc,1\n');
    assert.equal((await run('users', 'everyone-else', '--format', 'csv')).stdout, 'user_id,os\nb,Android\n"c,1",iOS\n');
    const personal = await run('users', 'everyone-else', '--format', 'csv', '--include-pii');
    assert.equal(personal.stdout, 'user_id,os,email\nb,Android,\n"c,1",iOS,"c ""c"" <c@example.com>"\n');
    const lines = (await run('users', 'buyers', '--format', 'ndjson')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(lines, [
      { user_id: 'a', properties: { os: 'iOS' } },
      { user_id: 'ghost', properties: { os: null } },
    ]);
  });

  it('users writes a file that only its owner reads', async () => {
    const { code, stdout, stderr } = await run('users', 'buyers', '--out', 'out/members.txt');
    assert.equal(code, 0);
    assert.equal(stdout, '');
    assert.match(stderr, /2 users written to out\/members\.txt/);
    assert.equal(readFileSync(join(project.path, 'out/members.txt'), 'utf8'), 'a\nghost\n');
    if (process.platform !== 'win32') assert.equal(statSync(join(project.path, 'out/members.txt')).mode & 0o077, 0);
    assert.deepEqual(readdirSync(join(project.path, 'out')), ['members.txt']);
  });

  it('why says rule by rule, with the events that decide', async () => {
    const inside = await run('why', 'buyers', 'a');
    assert.equal(inside.code, 0);
    assert.match(
      inside.stdout,
      /^a is in buyers\n {2}✓ .*Charged.*\n.*1 such event\n.*2026-06-20 12:00:00 {2}Charged {2}amount=10/,
    );
    const outside = JSON.parse((await run('why', 'everyone-else', 'a', '--format', 'json')).stdout);
    assert.equal(outside.member, false);
    assert.equal(outside.rules[0].holds, false);
    const nobody = await run('why', 'buyers', 'nobody');
    assert.equal(nobody.code, 2);
    assert.match(nobody.stderr, /There is no user “nobody”/);
  });

  it('sql prints one parameterised statement', async () => {
    const { stdout } = await run('sql', 'buyers', '--format', 'json');
    const { sql, params, dialect } = JSON.parse(stdout);
    assert.equal(dialect, 'sqlite');
    assert.match(sql, /SELECT/);
    assert.ok(params.includes(Date.parse('2026-06-30T12:00:00Z')));
    assert.equal(sql.split('?').length - 1, params.length);
  });

  for (const command of ['insights', 'users', 'sql', 'explain']) {
    it(`${command} does not evaluate a segment with errors: exit 1, the errors on stderr, nothing on stdout`, async () => {
      const { code, stdout, stderr } = await run(command, 'broken');
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /unknown-event/);
    });
  }

  for (const [title, args, message] of [
    [
      'an instant that is none',
      ['insights', 'buyers', '--as-of', 'yesterday-ish'],
      /“yesterday-ish” is not an instant/,
    ],
    ['samples that are no number', ['insights', 'buyers', '--samples', 'many'], /--samples/],
    ['a segment that is not there', ['users', 'byers'], /no segment “byers”.*buyers/],
  ] as const) {
    it(`says in one sentence: ${title}`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
      assert.equal(stderr.trim().split('\n').length, 1);
    });
  }

  it('import reports a bad row with file and line, and counts it when told to', async () => {
    const bad = temporaryProject({
      ...FILES,
      'events.ndjson': `${FILES['events.ndjson']}{"user":"a","event":"Charged"}\n`,
    });
    const failed = await segments(bad.path, ['import']);
    assert.equal(failed.code, 2);
    assert.match(failed.stderr, /events\.ndjson, line 4: .*on_bad_row: skip/);
    const schema = FILES['segments.schema.yaml'].replace('data:\n', 'data:\n  on_bad_row: skip\n');
    writeFileSync(join(bad.path, 'segments.schema.yaml'), schema);
    const skipped = await segments(bad.path, ['import', '--format', 'json']);
    bad.remove();
    assert.equal(skipped.code, 0, skipped.stderr);
    const report = JSON.parse(skipped.stdout);
    assert.equal(report.bad_rows.length, 1);
    assert.equal(report.bad_rows[0].line, 4);
  });

  it('import tells of properties that only the data has', async () => {
    const wide = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`p${i}`, i]));
    const other = temporaryProject({
      ...FILES,
      'users.csv': 'id,os,plan\na,iOS,pro\n',
      'events.ndjson': `${JSON.stringify({ user: 'a', event: 'Charged', time: '2026-06-20T10:00:00Z', ...wide })}\n`,
    });
    const text = await segments(other.path, ['import']);
    const json = await segments(other.path, ['import', '--format', 'json']);
    other.remove();
    assert.match(text.stdout, /^ {2}not in the schema, of users: “plan”$/m);
    assert.match(text.stdout, /^ {2}not in the schema, of “Charged”: “p0”, .*“p7”, 2 more$/m);
    const { undeclared_properties: properties } = JSON.parse(json.stdout);
    assert.equal(properties.length, 11);
    assert.deepEqual(properties[1], {
      event: 'Charged',
      name: 'p0',
      type: 'number',
      pii: false,
      sensitive: false,
      rows: 1,
      of: 1,
    });
  });

  it('says that data is missing, by its path', async () => {
    const bare = temporaryProject({
      ...FILES,
      'segments.schema.yaml': FILES['segments.schema.yaml'].replace('users.csv', 'nowhere/*.csv'),
    });
    const { code, stderr } = await segments(bare.path, ['insights', 'buyers']);
    bare.remove();
    assert.equal(code, 2);
    assert.match(stderr, /nowhere\/\*\.csv/);
  });
});

describe('segments new', () => {
  let project: ReturnType<typeof temporaryProject>;
  const run = (...args: string[]) => segments(project.path, args);
  beforeEach(() => {
    project = temporaryProject(FILES);
  });
  afterEach(() => project.remove());
  const prompt = 'iOS users who have not charged in the last 15 days';

  it('writes a file that checks clean, and never over another', async () => {
    const first = await run('new', prompt, '--format', 'json', '--provider', 'builtin');
    assert.equal(first.code, 0, first.stderr);
    const { status, file, yaml } = JSON.parse(first.stdout);
    assert.equal(status, 'ok');
    assert.equal(readFileSync(join(project.path, file), 'utf8'), yaml);
    assert.equal((await run('check', file)).code, 0);
    const second = JSON.parse((await run('new', prompt, '--format', 'json', '--provider', 'builtin')).stdout);
    assert.notEqual(second.file, file);
    const named = await run('new', prompt, '--out', file);
    assert.equal(named.code, 2);
    assert.match(named.stderr, /there already/);
  });

  it('writes nothing with --print, and nothing for a prompt that says nothing', async () => {
    const before = readdirSync(join(project.path, 'segments'));
    const printed = JSON.parse((await run('new', prompt, '--print', '--format', 'json')).stdout);
    assert.equal(printed.file, null);
    assert.match(printed.yaml, /did_not: Charged/);
    const unclear = await run('new', 'asdf qwer zxcv', '--format', 'json');
    assert.equal(unclear.code, 0);
    assert.deepEqual({ ...JSON.parse(unclear.stdout), questions: [] }.status, 'unclear');
    assert.equal(JSON.parse(unclear.stdout).yaml, null);
    assert.deepEqual(readdirSync(join(project.path, 'segments')), before);
  });

  it('refuses an empty prompt, and takes one that begins with a dash after --', async () => {
    assert.equal((await run('new', '  ')).code, 2);
    const dashed = await run('new', '--print', '--format', 'json', '--', '- iOS users');
    assert.equal(JSON.parse(dashed.stdout).status, 'ok');
  });

  it('refuses to write outside the project', async () => {
    const { code, stderr } = await run('new', prompt, '--out', '../elsewhere.segment.yaml');
    assert.equal(code, 2);
    assert.match(stderr, /outside the project/);
    assert.ok(!existsSync(join(project.path, '../elsewhere.segment.yaml')));
  });
});

describe('segments init', () => {
  it('writes a starter that checks clean, and does not replace a schema by accident', async () => {
    const project = temporaryProject({ 'x.txt': '' });
    assert.equal((await segments(project.path, ['init'])).code, 0);
    assert.equal((await segments(project.path, ['check'])).code, 0);
    const again = await segments(project.path, ['init']);
    project.remove();
    assert.equal(again.code, 2);
    assert.match(again.stderr, /--force/);
  });

  it('infers a schema from data that check and import take as it is', async () => {
    const project = temporaryProject({ 'x.txt': '' });
    mkdirSync(join(project.path, 'data'));
    writeFileSync(join(project.path, 'data/users.csv'), FILES['users.csv']);
    writeFileSync(join(project.path, 'data/events.ndjson'), FILES['events.ndjson']);
    const init = await segments(project.path, ['init', '--from-data', 'data/users.csv', 'data/events.ndjson']);
    assert.equal(init.code, 0, init.stderr);
    assert.equal((await segments(project.path, ['check'])).code, 0);
    const imported = await segments(project.path, ['import', '--format', 'json']);
    project.remove();
    assert.equal(imported.code, 0, imported.stderr);
    assert.equal(JSON.parse(imported.stdout).events, 3);
  });
});
