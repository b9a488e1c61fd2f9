/** What runs in the thread of the sql.js engine: one store, one session, one request at a time. */
import type { SqlJsStatic } from 'sql.js';
import { LeafCache } from '../../leaf-cache.ts';
import { CancelledError } from '../../ports.ts';
import { Session } from '../../session.ts';
import { openDatabase } from './database.ts';
import type { Failure, FromWorker, ToWorker, WorkerStart } from './messages.ts';

/** Opens the store and gives what answers a request. Everything is told through `send`, failures too. */
export function serve(
  sqlite: SqlJsStatic,
  { bytes, cancelled, found }: WorkerStart,
  send: (message: FromWorker) => void,
): (request: ToWorker) => void {
  const cache = new LeafCache();
  for (const [key, set] of found) cache.add(key, new Uint32Array(set));
  const newestCancelled = cancelled && new Int32Array(cancelled);
  let current = 0;
  const database = openDatabase(sqlite, bytes);
  const session = new Session({
    database,
    cache,
    checkCancelled: () => {
      if (newestCancelled && Atomics.load(newestCancelled, 0) === current) throw new CancelledError();
    },
    onFound: (key, set) => send({ type: 'found', key, set: set.buffer }),
  });
  send({ type: 'ready', meta: database.meta });
  return ({ id, method, query }) => {
    current = id;
    try {
      const handle = session.handlers[method] as (query: unknown) => unknown;
      send({ type: 'answer', id, answer: handle(query) });
    } catch (error) {
      send({ type: 'failure', id, failure: failureOf(error) });
    }
  };
}

/** An error as it goes from thread to thread. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  return { name, message, ...(stack === undefined ? {} : { stack }) };
}
