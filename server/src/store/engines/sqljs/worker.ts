/** The thread of the sql.js engine: one store, one session, one request at a time. */
import { parentPort, workerData } from 'node:worker_threads';
import { LeafCache } from '../../leaf-cache.ts';
import { CancelledError } from '../../ports.ts';
import { Session } from '../../session.ts';
import { openDatabase } from './database.ts';
import type { Failure, FromWorker, ToWorker, WorkerStart } from './messages.ts';

const port = parentPort;
if (!port) throw new Error('this file is the entry of a worker thread');

const send = (message: FromWorker): void => port.postMessage(message);

async function start({ bytes, cancelled, found }: WorkerStart): Promise<void> {
  const cache = new LeafCache();
  for (const [key, set] of found) cache.add(key, new Uint32Array(set));
  const newestCancelled = new Int32Array(cancelled);
  let current = 0;
  const database = await openDatabase(bytes);
  const session = new Session({
    database,
    cache,
    checkCancelled: () => {
      if (Atomics.load(newestCancelled, 0) === current) throw new CancelledError();
    },
    onFound: (key, set) => send({ type: 'found', key, set: set.buffer }),
  });
  port?.on('message', ({ id, method, query }: ToWorker) => {
    current = id;
    try {
      const handle = session.handlers[method] as (query: unknown) => unknown;
      send({ type: 'answer', id, answer: handle(query) });
    } catch (error) {
      send({ type: 'failure', id, failure: failureOf(error) });
    }
  });
  send({ type: 'ready', meta: database.meta });
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return { name, message, ...(stack === undefined ? {} : { stack }) };
}

start(workerData as WorkerStart).catch((error: unknown) => {
  send({ type: 'failure', id: null, failure: failureOf(error) });
});
