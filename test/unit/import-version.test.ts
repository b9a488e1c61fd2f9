import assert from 'node:assert/strict';
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputsVersion, storeIsCurrent, storePath } from '../../server/src/store/import/index.ts';
import { type DataProject, type DataSchema, dataProject, projectSchema } from '../support/data-project.ts';

const schema: DataSchema = {
  timezone: 'Asia/Kolkata',
  users: { city: 'string', age: 'number' },
  events: { Charged: { amount: 'number' } },
  userData: [{ path: 'users.csv', id: 'id' }],
  eventData: [{ path: 'events/*.csv', user: 'uid', event: 'Charged', time: 'at' }],
};

describe('import: what makes a store stale', () => {
  let project: DataProject;
  beforeEach(async () => {
    project = dataProject({
      'users.csv': 'id,city,age\na,Pune,5\n',
      'events/1.csv': 'uid,at,amount\na,2026-01-01,1\n',
    });
    await project.build(schema);
  });
  afterEach(() => project.remove());

  const isCurrent = (changed: DataSchema = schema): Promise<boolean> =>
    storeIsCurrent({ root: project.root, schema: projectSchema(changed) });

  it('is current when built, by the version that the build gives', async () => {
    const { version } = await project.build(schema);
    assert.equal(await isCurrent(), true);
    assert.equal(await inputsVersion({ root: project.root, schema: projectSchema(schema) }), version);
    assert.equal((await project.build(schema)).version, version);
  });

  const same: Record<string, DataSchema> = {
    'a description': { ...schema, description: 'said better' },
    'the order of properties': { ...schema, users: { age: 'number', city: 'string' } },
  };
  for (const [what, changed] of Object.entries(same)) {
    it(`stays current when ${what} changes`, async () => assert.equal(await isCurrent(changed), true));
  }

  const different: Record<string, DataSchema> = {
    'a type': { ...schema, users: { city: 'string', age: 'string' } },
    'a new property': { ...schema, users: { ...schema.users, os: 'string' } },
    'an event': { ...schema, events: { ...schema.events, Seen: {} } },
    'the time zone': { ...schema, timezone: 'UTC' },
    'a source': { ...schema, eventData: [] },
    'what becomes of bad rows': { ...schema, onBadRow: 'skip' },
    'a mapping': { ...schema, userData: [{ path: 'users.csv', id: 'id', columns: { age: 'years' } }] },
  };
  for (const [what, changed] of Object.entries(different)) {
    it(`is stale when ${what} changes`, async () => assert.equal(await isCurrent(changed), false));
  }

  it('stays current when a file is touched or written again as it was', async () => {
    utimesSync(join(project.root, 'users.csv'), 1, 1);
    assert.equal(await isCurrent(), true);
    project.write('users.csv', readFileSync(join(project.root, 'users.csv')));
    assert.equal(await isCurrent(), true);
  });

  it('is stale when a byte changes and size and time do not', async () => {
    const file = join(project.root, 'users.csv');
    utimesSync(file, 1000, 1000);
    await project.build(schema);
    project.write('users.csv', 'id,city,age\na,Pune,6\n');
    utimesSync(file, 1000, 1000);
    assert.equal(await isCurrent(), false);
  });

  it('is stale when a file comes or goes', async () => {
    project.write('events/2.csv', 'uid,at,amount\n');
    assert.equal(await isCurrent(), false);
    rmSync(join(project.root, 'events/2.csv'));
    assert.equal(await isCurrent(), true);
  });

  it('does not read unchanged files again, once their times can be trusted', async () => {
    const path = join(project.root, '.segments/inputs.json');
    const known = JSON.parse(readFileSync(path, 'utf8'));
    known['users.csv'].hash = 'as if it had other bytes';
    writeFileSync(path, JSON.stringify(known));
    assert.equal(await isCurrent(), true, 'hashed so soon after it was written that it is hashed again');
    known['users.csv'].at = Date.now() + 60_000;
    writeFileSync(path, JSON.stringify(known));
    assert.equal(await isCurrent(), false);
  });

  for (const broken of [
    '',
    '[',
    'null',
    '{"users.csv": 5}',
    '{"users.csv": {"hash": "x", "at": 1, "modified": "soon"}}',
  ]) {
    it(`does without its notes on files: ${broken}`, async () => {
      writeFileSync(join(project.root, '.segments/inputs.json'), broken);
      assert.equal(await isCurrent(), true);
    });
  }

  it('is stale when there is no store, or something else in its place', async () => {
    writeFileSync(storePath(project.root), 'not a database, but longer than a hundred bytes '.repeat(5));
    assert.equal(await isCurrent(), false);
    writeFileSync(storePath(project.root), '');
    assert.equal(await isCurrent(), false);
    rmSync(storePath(project.root));
    assert.equal(await isCurrent(), false);
  });
});
