/** What the segments of a project say while its schema is being written. */
import assert from 'node:assert/strict';
import { openProject, type ProjectSnapshot } from '../../server/src/project/index.ts';
import { parseFixture } from '../support/fixture.ts';
import { memoryHost } from '../support/memory-host.ts';

const SCHEMA = `version: 1
users:
  properties:
    os: {type: string, values: [iOS, Web]}
    age:
      type: number
events:
  Charged:
    properties:
      amount: {type: number}
  App Launched: {}
channels:
  push: {label: Push, reachable: [{user: os, is: iOS}]}
roles: {activity: App Launched, purchase: {event: Charged, value: amount}}
samples: {columns: [os, age]}
glossary: {adult: {means: [{user: age, gte: 18}]}}
`;

const SEGMENTS = `--- a.segment.yaml
name: a
where:
  - user: age
    gte: 18
  - did: Charged
    sum: {of: amount, gte: 3}
  - did: [App Launched, Charged]
  - reachable: push
--- slip.segment.yaml
name: slip
where:
  - user: oss
    is: iOS
  - did: Chargd
`;

async function opened(schema: string): Promise<{ snapshot: ProjectSnapshot; codes: (path: string) => string[] }> {
  const host = memoryHost(parseFixture(`--- segments.schema.yaml\n${schema}${SEGMENTS}`).files);
  const snapshot = await (await openProject(host.rootUri, host)).settle();
  const codes = (path: string) => (snapshot.diagnostics().get(host.uri(path)) ?? []).map(({ code }) => code);
  return { snapshot, codes };
}

/** All names that the first segment has. */
const NAMES = /\bage\b.*\bCharged\b.*\bamount\b.*\bApp Launched\b.*\bpush\b/s;

const A = 'file:///project/a.segment.yaml';

const isUnknown = (code: string) => code.startsWith('unknown-');

describe('a schema whose YAML is broken', () => {
  // In parts that no number depends on as well.
  const [, beside = ''] = /(glossary:.*\n)/.exec(SCHEMA)!;
  const besideFirst = SCHEMA.replace(beside, '').replace('users:', `${beside}users:`);
  const broken = [SCHEMA, besideFirst].flatMap((text) =>
    ['[', '{', '"', "'", '- ', '|', '}', ']', ':', '&', 'x\n'].flatMap((typed) =>
      Array.from({ length: text.length / 2 }, (_, i) => `${text.slice(0, 2 * i)}${typed}${text.slice(2 * i)}`),
    ),
  );

  it('makes no name unknown that stands in it, wherever it is broken', async () => {
    let tried = 0;
    for (const schema of broken) {
      const { snapshot, codes } = await opened(schema);
      if (snapshot.schemaReading.tree.diagnostics.length === 0) continue;
      // A character typed within a name makes it another.
      if (!NAMES.test(schema)) continue;
      tried++;
      const { users, events, channels } = snapshot.schema;
      const amount = events.get('Charged')?.properties.has('amount');
      const isWhole = users.has('age') && amount && events.has('App Launched') && channels.has('push');
      assert.ok(isWhole || snapshot.blockers(A).length > 0, schema);
      assert.deepEqual(codes('a.segment.yaml').filter(isUnknown), [], schema);
      assert.deepEqual(
        codes('segments.schema.yaml').filter((code) => /unknown-(event|property)$/.test(code)),
        [],
        schema,
      );
    }
    assert.ok(tried > 500);
  }).timeout(60_000);

  it('leaves a slip an error', async () => {
    const { codes } = await opened(`[${SCHEMA}`);
    assert.deepEqual(codes('slip.segment.yaml'), ['unknown-property', 'unknown-event']);
  });

  it('lets nothing be counted that speaks of a name that was lost, and all else', async () => {
    const blockers = async (schema: string) => {
      const { snapshot } = await opened(schema);
      return snapshot.blockers(A).map(({ diagnostic: { code } }) => code);
    };
    assert.deepEqual(await blockers(SCHEMA), []);
    assert.ok((await blockers(`[${SCHEMA}`)).includes('yaml-syntax'));
    assert.deepEqual(await blockers(SCHEMA.replace('gte: 18}', 'gte: [18}')), []);
  });

  it('says all again once it can be read', async () => {
    const { codes } = await opened(SCHEMA.replace('  Charged:', '  Paid:'));
    assert.ok(codes('a.segment.yaml').includes('unknown-event'));
  });
});
