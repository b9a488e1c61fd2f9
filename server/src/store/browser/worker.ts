/** The store's worker in a browser: builds a store in memory and ends, or opens one and answers. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ToWorker } from '../engines/sqljs/messages.ts';
import { failureOf, serve } from '../engines/sqljs/serve.ts';
import { buildBytes, type Digest } from '../import/build.ts';
import { StoreError } from '../ports.ts';
import { loadSqlJs } from '../sqljs.ts';
import { memoryFile } from './memory-file.ts';
import type { BuildJob, FromBuilder, Job } from './messages.ts';
import type { WorkerScope } from './ports.ts';

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  const job = data as Job;
  if (job.type === 'build') void build(job);
  else void open(job);
};

async function build({ sqlite, schema, sources, totalBytes }: BuildJob): Promise<void> {
  const tell = (message: FromBuilder, transfer?: readonly ArrayBufferLike[]): void =>
    scope.postMessage(message, transfer);
  try {
    const loaded = sources.map((source) => ({
      ...source,
      files: source.files.map(({ path, content }) => memoryFile(path, content)),
    }));
    const built = await buildBytes(loaded, schema, {
      sqlite: await loadSqlJs(sqlite),
      digest,
      totalBytes,
      onProgress: (progress) => tell({ type: 'progress', progress }),
    });
    tell({ type: 'built', built }, [built.bytes.buffer]);
  } catch (error) {
    const { message, stack } = failureOf(error);
    tell({ type: 'failed', expected: error instanceof StoreError, message, ...(stack === undefined ? {} : { stack }) });
  }
}

function digest(): Digest {
  const hash = sha256.create();
  return { update: (bytes) => hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}

async function open({ sqlite, start }: Job & { readonly type: 'open' }): Promise<void> {
  try {
    const answer = serve(await loadSqlJs(sqlite), start, (message) => scope.postMessage(message));
    scope.onmessage = ({ data }) => answer(data as ToWorker);
  } catch (error) {
    scope.postMessage({ type: 'failure', id: null, failure: failureOf(error) });
  }
}
