import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { segments, temporaryProject } from '../support/cli.ts';

const SCHEMA = `version: 1
project: tiny
timezone: Europe/Berlin
as_of: 2026-06-30T12:00:00Z
users:
  properties:
    os: {type: string, values: [iOS, Android]}
    city: {type: string, examples: [Bonn]}
events:
  Charged:
    aliases: [bought, purchase]
    properties:
      amount: {type: number, unit: EUR}
roles:
  purchase: {event: Charged, value: amount}
# business words
glossary:
  fan: {means: [{did: Charged, count: {gte: 9}}]}
data:
  users: {path: users.csv, id: id}
  events:
    - {path: events.ndjson, user: user, name: event, time: time}
`;
const BUYERS = `# who buys
name: Buyers
prompt: iOS users who bought
where:
  - user: os
    is: iOS # phones
  - did: Charged
    within: 30d
`;
const FILES = {
  'segments.schema.yaml': SCHEMA,
  'users.csv': 'id,os,city\na,iOS,Bonn\nb,Android,Bonn\nc,iOS,Köln\n',
  'events.ndjson': [
    { user: 'a', event: 'Charged', time: '2026-06-20T10:00:00Z', amount: 600 },
    { user: 'b', event: 'Charged', time: '2026-06-21T10:00:00Z', amount: 20 },
    { user: 'c', event: 'Charged', time: '2026-05-11T10:00:00Z', amount: 20 },
  ]
    .map((event) => `${JSON.stringify(event)}\n`)
    .join(''),
  'segments/buyers.segment.yaml': BUYERS,
};

describe('segments refine, and answers of segments new', () => {
  let project: ReturnType<typeof temporaryProject>;
  const run = (...args: string[]) => segments(project.path, args);
  const json = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args, '--provider', 'builtin', '--format', 'json');
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout);
  };
  const file = () => readFileSync(join(project.path, 'segments/buyers.segment.yaml'), 'utf8');
  beforeEach(() => {
    project = temporaryProject(FILES);
  });
  afterEach(() => project.remove());

  it('keeps an answer about a refinement in the glossary when asked to', async () => {
    const words = ['refine', 'buyers', 'only big spenders', '--answer', 'big spenders=2'];
    const dry = await json(...words, '--remember', '--dry-run');
    assert.equal(dry.remembered, undefined);
    const schema = () => readFileSync(join(project.path, 'segments.schema.yaml'), 'utf8');
    assert.equal(schema(), SCHEMA);
    const { remembered } = await json(...words, '--remember');
    assert.match(remembered[0], /“big spenders” is kept in the glossary/);
    assert.match(schema(), /# business words[\s\S]*big spenders:/);
    assert.notEqual(file(), BUYERS);
  });

  it('changes the one line, keeps the rest, and counts', async () => {
    const result = await json('refine', 'buyers', 'make it 60 days');
    assert.equal(result.status, 'ok');
    assert.equal(result.before, BUYERS);
    assert.equal(result.after, file());
    assert.equal(result.file, 'segments/buyers.segment.yaml');
    assert.equal(file(), BUYERS.replace('30d', '60d').replace('who bought', 'who bought → make it 60 days'));
    assert.deepEqual(result.users, { total: 2, of: 3 });
    assert.equal(result.changes.length, 1);
    assert.equal((await run('check')).code, 0);
  });

  it('shows a unified diff and writes nothing with --dry-run and --print', async () => {
    const dry = await run('refine', 'buyers', 'also Android', '--dry-run', '--provider', 'builtin');
    assert.equal(dry.code, 0, dry.stderr);
    assert.match(dry.stdout, /^--- segments\/buyers\.segment\.yaml\n\+\+\+ segments\/buyers\.segment\.yaml\n@@ /);
    assert.match(dry.stdout, /\n- {4}is: iOS # phones\n\+ {4}in: \[iOS, Android\] # phones\n/);
    assert.match(dry.stdout, /\n2 of 3 users\n/);
    const printed = await run('refine', 'buyers', 'also Android', '--print', '--provider', 'builtin');
    assert.match(printed.stdout, /^# who buys\n/);
    assert.equal(file(), BUYERS);
  });

  it('leaves the file when nothing is understood', async () => {
    const result = await json('refine', 'buyers', 'frobnicate it');
    assert.deepEqual([result.status, result.file, result.yaml, result.users], ['unclear', null, null, null]);
    assert.equal(result.after, result.before);
    assert.equal(file(), BUYERS);
  });

  it('names the rule that left nobody, with what is near in the data', async () => {
    const result = await json('refine', 'buyers', 'replace iOS with Android', '--dry-run', '--no-count');
    assert.equal(result.users, null);
    const empty = await json('new', 'iOS users from Bonn who bought at least 5 times', '--print');
    assert.deepEqual(empty.users, { total: 0, of: 3 });
    assert.match(empty.empty.rule, /Charged/);
  });

  it('asks in text, takes an answer by number or in words, and keeps it', async () => {
    const asked = await run('new', 'big spenders on iOS', '--print', '--provider', 'builtin');
    assert.match(asked.stdout, /1 {2}at least 100 EUR in the last 90 days/);
    assert.match(asked.stdout, /--answer "big spenders=1"/);
    const answered = await json('new', 'big spenders on iOS', '--answer', 'big spenders=2', '--remember');
    assert.equal(answered.status, 'ok');
    assert.match(answered.yaml, /gte: 500/);
    assert.deepEqual(answered.not_understood, []);
    const schema = readFileSync(join(project.path, 'segments.schema.yaml'), 'utf8');
    assert.equal(
      schema,
      SCHEMA.replace(
        'data:\n',
        '  big spenders:\n    means: [{did: Charged, within: 90d, sum: {of: amount, gte: 500}}]\n    description: "As answered: at least 500 EUR in the last 90 days"\ndata:\n',
      ),
    );
    const again = await json('new', 'Android big spenders', '--print');
    assert.equal(again.status, 'ok');
    assert.equal((await run('check')).code, 0);
  });

  it('refuses answers that are about nothing, in one sentence, and writes nothing', async () => {
    for (const [answer, message] of [
      ['loyal=often', /“loyal” is not in the prompt/],
      ['big spenders=qwer zxcv', /not understood/],
      ['no equals sign', /WORDS=ANSWER/],
    ] as const) {
      const { code, stdout, stderr } = await run('new', 'big spenders', '--answer', answer, '--provider', 'builtin');
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    }
  });

  it('offers an equal segment as a reference', async () => {
    const same = await json('new', 'iOS users who bought in the last 30 days', '--print');
    assert.deepEqual(same.same_as, { id: 'buyers', name: 'Buyers' });
    const text = await run('new', 'iOS users who bought in the last 30 days', '--print', '--no-count');
    assert.match(text.stdout, /in_segment: buyers/);
    assert.equal((await json('refine', 'buyers', 'make it 60 days', '--dry-run')).same_as, null);
  });
});
