import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildStore, buildStoreInWorker, storePath } from '../../server/src/store/import/index.ts';
import { CancelledError, StoreError } from '../../server/src/store/ports.ts';
import { type DataProject, type DataSchema, dataProject, projectSchema, readStore } from '../support/data-project.ts';

const schema: DataSchema = {
  events: { Charged: { amount: 'number', note: 'string' } },
  eventData: [{ path: 'events.csv', user: 'uid', event: 'Charged', time: 'at' }],
};

const eventsCsv = (rows: number, salt: string): string => {
  const lines = ['uid,at,amount,note'];
  for (let i = 0; i < rows; i++) lines.push(`u${(i * 7919) % 997},2026-01-01T00:00:00Z,${i},${salt}${i % 50}`);
  return `${lines.join('\n')}\n`;
};

const leftovers = (root: string): string[] =>
  readdirSync(join(root, '.segments')).filter((name) => name.endsWith('.tmp'));

describe('import: safety', () => {
  let project: DataProject;
  beforeEach(() => {
    project = dataProject({ 'events.csv': eventsCsv(100, 'old') });
  });
  afterEach(() => project.remove());

  const child = () =>
    spawn(process.execPath, ['--import', 'tsx', 'test/support/build-child.ts', project.root, JSON.stringify(schema)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  it('leaves the old store or the new one whenever it is killed', async function () {
    this.timeout(60_000);
    const old = await project.build(schema);
    project.write('events.csv', eventsCsv(120_000, 'new'));
    const seen = new Set<string>();
    for (const killAt of ['reading', 'writing 0', 'writing', 'saving', 'done']) {
      const process = child();
      let killed = false;
      for await (const chunk of process.stdout.setEncoding('utf8')) {
        const lines = String(chunk).split('\n');
        // The second report of a phase is somewhere within it; a fast machine gives none.
        if (
          !killed &&
          lines.some((line) =>
            (killAt === 'writing' ? /^(?:writing [1-9]|saving)/ : new RegExp(`^${killAt}`)).test(line),
          )
        ) {
          killed = process.kill('SIGKILL');
        }
      }
      assert(killed, killAt);
      const { meta, events } = await readStore(old.path);
      const isOld = meta.version === old.version;
      assert.equal(events['Charged']?.length, isOld ? 100 : 120_000);
      seen.add(isOld ? 'old' : 'new');
    }
    assert.deepEqual([...seen], ['old', 'new']);
    const { version } = await project.build(schema);
    assert.equal((await readStore(old.path)).meta.version, version);
    assert.deepEqual(leftovers(project.root), []);
  });

  it('lets several build at once', async function () {
    this.timeout(60_000);
    project.write('events.csv', eventsCsv(20_000, 'x'));
    const builds = await Promise.all([
      project.build(schema),
      project.build(schema),
      buildStoreInWorker({ root: project.root, schema: projectSchema(schema) }),
    ]);
    const { meta } = await readStore(storePath(project.root));
    assert.deepEqual(new Set(builds.map(({ version }) => version)), new Set([meta.version]));
    assert.deepEqual(leftovers(project.root), []);
  });

  it('removes what the dead left, and nothing of the living', async () => {
    await project.build(schema);
    const folder = join(project.root, '.segments');
    const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
    // The name that this host gives its files.
    const [host] = /[0-9a-f]{8}(?=-)/.exec(
      (await import('../../server/src/store/import/store-files.ts')).asideToken(),
    )!;
    const living = `store.sqlite.${host}-${process.pid}-aaaaaaaaaaaa.tmp`;
    const elsewhere = `store.sqlite.00000000-${dead}-aaaaaaaaaaaa.tmp`;
    const old = 'store.sqlite.00000000-1-aaaaaaaaaaaa.tmp';
    for (const name of [`store.sqlite.${host}-${dead}-aaaaaaaaaaaa.tmp`, living, elsewhere, old]) {
      writeFileSync(join(folder, name), 'x');
    }
    utimesSync(join(folder, old), 1, 1);
    await project.build(schema);
    assert.deepEqual(leftovers(project.root).sort(), [living, elsewhere].sort());
  });

  it('keeps its folder out of git', async () => {
    await project.build(schema);
    assert.equal(readFileSync(join(project.root, '.segments/.gitignore'), 'utf8'), '*\n');
    writeFileSync(join(project.root, '.segments/.gitignore'), 'mine');
    await project.build(schema);
    assert.equal(readFileSync(join(project.root, '.segments/.gitignore'), 'utf8'), 'mine');
  });

  it('keeps the store when the data has become bad', async () => {
    const { path, version } = await project.build(schema);
    project.write('events.csv', 'uid,at\na,never\n');
    await assert.rejects(project.build(schema), StoreError);
    assert.equal((await readStore(path)).meta.version, version);
    assert.deepEqual(leftovers(project.root), []);
  });

  it('says what stands in its way', async () => {
    writeFileSync(join(project.root, '.segments'), '');
    await assert.rejects(
      project.build(schema),
      (error) => error instanceof StoreError && /\.segments is a file/.test(error.message),
    );
    const other = dataProject({ 'events.csv': eventsCsv(1, '') });
    mkdirSync(join(other.root, '.segments/store.sqlite'), { recursive: true });
    await assert.rejects(
      other.build(schema),
      (error) => error instanceof StoreError && /store\.sqlite could not be written/.test(error.message),
    );
    assert.deepEqual(leftovers(other.root), []);
    other.remove();
  });

  for (const [title, build] of [
    ['on this thread', buildStore],
    ['on its own thread', buildStoreInWorker],
  ] as const) {
    it(`can be cancelled ${title}`, async () => {
      project.write('events.csv', eventsCsv(60_000, 'x'));
      for (const phase of ['reading', 'writing']) {
        const abort = new AbortController();
        const building = build({
          root: project.root,
          schema: projectSchema(schema),
          signal: abort.signal,
          onProgress: (progress) => {
            if (progress.phase === phase) abort.abort();
          },
        });
        await assert.rejects(building, CancelledError);
      }
      assert.equal(existsSync(storePath(project.root)), false);
      assert.deepEqual(leftovers(project.root), []);
      await assert.rejects(
        build({ root: project.root, schema: projectSchema(schema), signal: AbortSignal.abort() }),
        CancelledError,
      );
    });
  }

  it('tells from its own thread how far it is and what is wrong', async () => {
    const phases = new Set<string>();
    const { path, version, report } = await buildStoreInWorker({
      root: project.root,
      schema: projectSchema(schema),
      onProgress: ({ phase }) => phases.add(phase),
    });
    assert.deepEqual([...phases], ['reading', 'writing', 'saving']);
    assert.equal((await readStore(path)).meta.version, version);
    assert.equal(report.sources[0]?.rows, 100);
    project.write('events.csv', 'uid,at\na,never\n');
    await assert.rejects(
      buildStoreInWorker({ root: project.root, schema: projectSchema(schema) }),
      (error) => error instanceof StoreError && /events\.csv, line 2/.test(error.message),
    );
  });
});
