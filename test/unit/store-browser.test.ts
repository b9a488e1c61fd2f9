import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readSchema } from '../../server/src/language/index.ts';
import { uriOfPath } from '../../server/src/project/index.ts';
import { nodeHost } from '../../server/src/project/node-host.ts';
import { editorFolder } from '../../server/src/store/browser/editor-folder.ts';
import { MAX_INPUT } from '../../server/src/store/browser/limits.ts';
import { memoryFile } from '../../server/src/store/browser/memory-file.ts';
import { openDatabase } from '../../server/src/store/engines/sqljs/database.ts';
import { buildBytes, type Digest } from '../../server/src/store/import/build.ts';
import { diskFolder } from '../../server/src/store/import/node-files.ts';
import { findSources } from '../../server/src/store/import/sources.ts';
import { storeSchemaOf } from '../../server/src/store/import/store-schema.ts';
import { inputsVersion } from '../../server/src/store/index.ts';
import { StoreError } from '../../server/src/store/ports.ts';
import { loadSqlite } from '../support/store.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const digest = (): Digest => {
  const hash = createHash('sha256');
  return { update: (bytes) => hash.update(bytes), hex: () => hash.digest('hex') };
};

describe('the store without a disk', () => {
  for (const example of ['shop', 'grocery']) {
    it(`builds what the disk’s would be: ${example}`, async () => {
      const root = join(examples, example);
      const text = readFileSync(join(root, 'segments.schema.yaml'), 'utf8');
      const { schema } = readSchema(text, { uri: 'file:///segments.schema.yaml' });
      const storeSchema = storeSchemaOf(schema);
      const sources = await findSources(editorFolder(uriOfPath(root), nodeHost), storeSchema);
      const loaded = sources.map((source) => ({
        ...source,
        files: source.files.map(({ path }) => memoryFile(path, new Uint8Array(readFileSync(join(root, path))))),
      }));
      const sqlite = await loadSqlite();
      const built = await buildBytes(loaded, storeSchema, { sqlite, digest, totalBytes: 0 });
      assert.equal(built.version, await inputsVersion({ root, schema }));
      const database = openDatabase(sqlite, built.bytes.buffer);
      assert.ok(database.meta.events > 1000);
      database.close();
    });
  }

  it('finds the files that a disk’s globs find', async () => {
    const root = mkdtempSync(join(tmpdir(), 'segments-globs-'));
    try {
      const files = ['a.csv', 'data/a.csv', 'data/b.csv', 'data/deep/c.csv', 'data/[x].csv', 'data/.h.csv'];
      for (const path of [...files, 'node_modules/m/d.csv', '.segments/s.csv']) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), '');
      }
      const [disk, editor] = [diskFolder(root), editorFolder(uriOfPath(root), nodeHost)];
      for (const pattern of [
        'a.csv',
        './a.csv',
        'data/*.csv',
        '**/*.csv',
        'data/{a,b}.csv',
        'data/[x].csv',
        'data/[ab].csv',
        'no.csv',
        'no/*.csv',
      ]) {
        const [expected, found] = await Promise.all([disk.find(pattern), editor.find(pattern)]);
        assert.deepEqual([...found].sort(), [...expected].sort(), pattern);
      }
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  it('reads packed files, and says of a damaged one what it is', async () => {
    const text = 'user_id,os\n'.repeat(100_000);
    const packed = new Uint8Array(gzipSync(text));
    let raw = 0;
    assert.equal(await textOf(packed, (bytes) => (raw += bytes.length)), text);
    assert.equal(raw, packed.length);
    await assert.rejects(
      textOf(packed.slice(0, 50)),
      (error) => error instanceof StoreError && /damaged or cut off/.test(error.message),
    );
    await assert.rejects(textOf(new TextEncoder().encode(text)), /not a gzip file/);
  });

  it('stops at what a browser cannot hold, and says where to go', async () => {
    const packed = new Uint8Array(gzipSync(new Uint8Array(MAX_INPUT + 1)));
    await assert.rejects(
      textOf(packed),
      /users\.csv\.gz, unpacked, takes more than 128 MB.*Open the folder in VS Code on your machine/,
    );
  });
});

async function textOf(bytes: Uint8Array<ArrayBuffer>, onRaw?: (bytes: Uint8Array) => void): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  const options = { gzip: true, ...(onRaw ? { onRaw } : {}) };
  for await (const piece of memoryFile('users.csv.gz', bytes).bytes(options)) {
    text += decoder.decode(piece, { stream: true });
  }
  return text;
}
