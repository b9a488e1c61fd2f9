/**
 * sql.js in the calling thread, for short commands: it spares the start of a thread, and can be cancelled between two
 * leaves only.
 */
import { LeafCache } from '../../leaf-cache.ts';
import { CancelledError } from '../../ports.ts';
import { wasmPath } from '../../program-files.ts';
import type { Answer, Method, Query } from '../../requests.ts';
import { Session } from '../../session.ts';
import { loadSqlJs } from '../../sqljs.ts';
import type { Engine } from '../engine.ts';
import { openDatabase } from './database.ts';
import { readShared } from './file.ts';

export async function openInProcess(path: string, signal?: AbortSignal): Promise<Engine> {
  const bytes = await readShared(path, signal);
  const database = openDatabase(await loadSqlJs(wasmPath()), bytes);
  let current: AbortSignal | undefined;
  const checkCancelled = (): void => {
    if (current?.aborted) throw new CancelledError();
  };
  const session = new Session({ database, cache: new LeafCache(), checkCancelled });
  return {
    meta: database.meta,
    bytes: bytes.byteLength,
    call: async <M extends Method>(method: M, query: Query<M>, options?: { signal?: AbortSignal }) => {
      current = options?.signal;
      checkCancelled();
      return (session.handlers[method] as (query: Query<M>) => Answer<M>)(query);
    },
    close: async () => database.close(),
  };
}
