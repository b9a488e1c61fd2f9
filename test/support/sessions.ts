/** A session over rows in memory, in this thread, and a file of them for the engines that open one. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan, SegmentPlan, Zone } from '../../server/src/language/plan.ts';
import { compileSegment } from '../../server/src/query/index.ts';
import type { Database } from '../../server/src/store/engines/database.ts';
import { openDatabase } from '../../server/src/store/engines/sqljs/database.ts';
import { LeafCache } from '../../server/src/store/leaf-cache.ts';
import { Session } from '../../server/src/store/session.ts';
import { loadSqlite, type RawStore, storeBytes } from './store.ts';

export const UTC: Zone = { name: 'UTC', initial: 0, transitions: [] };

export interface TestSession {
  readonly session: Session;
  readonly database: Database;
  /** Ids of the members of a plan. The segment's whole statement is held to give the same. */
  readonly members: (root: Plan, options?: Partial<SegmentPlan> & { readonly lists?: Lists }) => readonly string[];
}

type Lists = Readonly<Record<string, readonly string[]>>;

export async function sessionOver(raw: RawStore, asOf: number, zone: Zone = UTC): Promise<TestSession> {
  const database = openDatabase(await loadSqlite(), await storeBytes(raw));
  const session = new Session({ database, cache: new LeafCache(), checkCancelled: () => {} });
  return {
    session,
    database,
    members: (root, { lists = {}, ...plan } = {}) => {
      const whole: SegmentPlan = { asOf, zone, root, ...plan };
      const positions = session.handlers.select({ plan: whole, lists });
      const ids = session.handlers.rows({ positions, columns: [] }).map(({ id }) => id);
      const statement = compileSegment(whole, { physical: session.physical, lists });
      assert.deepEqual(
        Array.from(database.rows(statement), ([id]) => id),
        ids,
      );
      return ids;
    },
  };
}

/** A store's file in a folder of its own. */
export async function storeFile(
  raw: RawStore,
): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'segments-store-'));
  const path = join(folder, 'store.sqlite');
  await writeFile(path, new Uint8Array(await storeBytes(raw)));
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs with a store's file, which is gone afterwards. */
export async function withStoreFile(raw: RawStore, run: (path: string) => Promise<void>): Promise<void> {
  const { path, remove } = await storeFile(raw);
  await run(path).finally(remove);
}
