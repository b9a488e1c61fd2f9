import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exportMembers, MASK, ruleNumbers, segmentInsights, whyUser } from '../../server/src/insights/index.ts';
import { writeFileAtomically } from '../../server/src/insights/write-file.ts';
import { openProject, type ProjectSnapshot } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import { openStore, type SegmentStore } from '../../server/src/store/index.ts';
import { COUNTED, type DiskProject, diskProject } from '../support/disk-project.ts';

const SEGMENTS = `--- ios.segment.yaml
name: iOS
where:
  - user: os
    is: iOS
--- buyers.segment.yaml
name: Buyers on iOS
where:
  - in_segment: ios
  - did: Charged
    where:
      - property: amount
        gte: 20
--- nobody.segment.yaml
name: Nobody
where:
  - user: os
    is: iOS
  - user: city
    is: Mumbay
--- late.segment.yaml
name: Late
where:
  - did: Charged
    after: 2027-01-01
--- old.segment.yaml
name: Old
where:
  - user: age
    gte: 90
--- secret.segment.yaml
name: Secret
where:
  - user: email
    is: z@example.com
--- listed.segment.yaml
name: Listed
where:
  - in_list: lists/l.csv
--- lists/l.csv
user_id,x
u3,"a
b"
"u4",
nobody
--- groups.segment.yaml
name: Groups
where:
  - any:
      - did_not: Charged
      - all:
          - user: city
            is: Pune
  - sequence:
      - did: App Launched
--- broken.segment.yaml
name: Broken
where:
  - user: osss
    is: iOS
--- onbroken.segment.yaml
name: On broken
where:
  - in_segment: broken
`;

describe('insights', function () {
  // Sources are compiled when first loaded, on machines that may be busy.
  this.timeout(20_000);
  let project: DiskProject;
  let snapshot: ProjectSnapshot;
  let store: SegmentStore;

  before(async () => {
    project = diskProject(COUNTED + SEGMENTS);
    snapshot = await (await openProject(project.root, nodeHost)).settle();
    store = await openStore({ root: project.root, schema: snapshot.schema, engine: 'sqljs-in-process' });
  });
  after(async () => {
    await store.close();
    project.remove();
  });

  const count = async (id: string) => {
    const result = await segmentInsights(snapshot, store, id, { samples: 10 });
    assert.ok(result.state === 'ready', JSON.stringify(result));
    return result;
  };

  it('counts, reaches, samples and says what each rule does', async () => {
    const { evaluation, rules, columns, explanation } = await count('buyers');
    assert.equal(evaluation.total, 1);
    assert.equal(evaluation.of, 4);
    assert.deepEqual(
      rules.map(({ alone, remaining }) => [alone, remaining]),
      [
        [3, 3],
        [1, 1],
      ],
    );
    assert.deepEqual(
      evaluation.reachable.map(({ channel, users }) => [channel, users]),
      [['push', 1]],
    );
    assert.deepEqual(evaluation.sample, [{ id: 'u1', properties: { city: 'Pune', email: MASK } }]);
    assert.deepEqual(
      columns.map(({ name, property }) => [name, property?.pii]),
      [
        ['city', false],
        ['email', true],
      ],
    );
    assert.match(explanation, /Charged.*at least 20/);
    assert.equal(evaluation.asOf, Date.parse('2026-06-30T12:00:00Z'));
  });

  it('counts every rule by its path, those in groups among whom the rules before the group left', async () => {
    const result = await ruleNumbers(snapshot, store, 'groups');
    assert.ok(result.state === 'counted');
    assert.deepEqual(
      result.rules.map(({ path, alone, remaining }) => [path.join('/'), alone, remaining]),
      [
        ['where/0', 3, 3],
        ['where/0/any/0', 2, 2],
        ['where/0/any/1', 1, 3],
        ['where/0/any/1/all/0', 1, 1],
        ['where/1', 1, 1],
      ],
    );
    const broken = await ruleNumbers(snapshot, store, 'broken');
    assert.equal(broken.state, 'invalid');
  });

  it('leaves a missing personal value visibly missing', async () => {
    const { evaluation } = await count('ios');
    assert.equal(evaluation.sample.find((row) => row.id === 'u4')?.properties['email'], null);
  });

  it('takes another instant, and refuses what is none', async () => {
    const early = await segmentInsights(snapshot, store, 'buyers', { samples: 1, asOf: '2026-06-01' });
    assert.ok(early.state === 'ready');
    assert.equal(early.evaluation.total, 0);
    const wrong = await segmentInsights(snapshot, store, 'buyers', { samples: 1, asOf: 'soon' });
    assert.ok(wrong.state === 'failed');
    assert.match(wrong.message, /“soon” is not an instant/);
  });

  it('names the rule that left nobody, with what is near in the data', async () => {
    const nobody = await count('nobody');
    assert.match(nobody.empty?.sentence ?? '', /Mumbay/);
    assert.match(nobody.empty?.nearest[0] ?? '', /^city: Mumbai/);
    const old = await count('old');
    assert.match(old.empty?.nearest[0] ?? '', /^age: 41/);
    const late = await count('late');
    assert.deepEqual(late.empty?.nearest, ['events in the data: 2026-06-01 to 2026-06-29']);
    const secret = await count('secret');
    assert.deepEqual(secret.empty?.nearest, [], 'personal values are never shown');
  });

  it('reads every line of a list', async () => {
    assert.equal((await count('listed')).evaluation.total, 2);
  });

  it('evaluates no segment with errors, nor one that refers to it', async () => {
    for (const id of ['broken', 'onbroken']) {
      const result = await segmentInsights(snapshot, store, id, { samples: 1 });
      assert.ok(result.state === 'invalid');
      assert.ok(result.problems.some(({ diagnostic }) => diagnostic.code === 'unknown-property'));
    }
  });

  describe('export', () => {
    const exported = async (format: 'ids' | 'csv' | 'ndjson', includePii = false) => {
      const result = await exportMembers(snapshot, store, 'ios', { format, includePii });
      assert.ok(result.state === 'ready');
      let text = '';
      for await (const piece of result.text) text += piece;
      assert.equal(result.count(), 3);
      return text;
    };

    it('lists ids', async () => assert.equal(await exported('ids'), 'u1\nu2\nu4\n'));

    it('writes CSV, personal data only when asked', async () => {
      const text = await exported('csv');
      assert.equal(
        text,
        'user_id,os,city,age,push_token,interests\n' +
          'u1,iOS,Pune,30,t1,"[""a,b"",""c""]"\n' +
          'u2,iOS,"say ""hi"", all",41,,\n' +
          'u4,iOS,Mumbai,22,t4,\n',
      );
      assert.match(await exported('csv', true), /a@example\.com/);
    });

    it('writes NDJSON', async () => {
      const lines = (await exported('ndjson'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.deepEqual(lines[1], {
        user_id: 'u2',
        properties: { os: 'iOS', city: 'say "hi", all', age: 41, push_token: null, interests: null },
      });
    });

    it('writes a file whole or not at all', async () => {
      const path = join(project.root, 'out.csv');
      await writeFileAtomically(
        path,
        (async function* () {
          yield 'a\n';
          yield 'b\n';
        })(),
      );
      assert.equal(project.read('out.csv'), 'a\nb\n');
      const failing = (async function* () {
        yield 'x';
        throw new Error('stop');
      })();
      await assert.rejects(writeFileAtomically(path, failing), /stop/);
      assert.equal(project.read('out.csv'), 'a\nb\n');
      assert.deepEqual(
        readdirSync(project.root).filter((name) => name.endsWith('.part')),
        [],
      );
      assert.ok(!existsSync(join(project.root, 'other')));
    });
  });

  describe('why', () => {
    it('says rule by rule what decides, personal values masked', async () => {
      const why = await whyUser(snapshot, store, 'buyers', 'u1');
      assert.ok(why.state === 'ready');
      assert.equal(why.member, true);
      const [, bought] = why.rules;
      assert.equal(bought?.holds, true);
      assert.equal(bought?.events[0]?.total, 2);
      assert.equal(bought?.events[0]?.newest[0]?.properties['amount'], 50);
      assert.equal(bought?.events[0]?.newest[0]?.properties['card'], MASK);
    });

    it('goes into groups and shows the properties looked at', async () => {
      const why = await whyUser(snapshot, store, 'groups', 'u2');
      assert.ok(why.state === 'ready');
      assert.equal(why.member, true);
      const [any, sequence] = why.rules;
      assert.deepEqual(
        any?.of.map(({ holds }) => holds),
        [true, false],
      );
      assert.deepEqual(any?.of[1]?.of[0]?.properties, { city: 'say "hi", all' });
      assert.equal(sequence?.events[0]?.newest[0]?.event, 'App Launched');
      const secret = await whyUser(snapshot, store, 'secret', 'u1');
      assert.ok(secret.state === 'ready');
      assert.deepEqual(secret.rules[0]?.properties, { email: MASK });
    });

    it('knows no user that is not there', async () => {
      assert.equal((await whyUser(snapshot, store, 'ios', 'nobody')).state, 'no-user');
    });
  });
});
