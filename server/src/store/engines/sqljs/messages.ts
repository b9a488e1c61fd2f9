/** What the threads of the sql.js engine tell each other. */
import type { Meta } from '../../physical.ts';
import type { Method } from '../../requests.ts';

/** Handed to a thread when it starts. */
export interface WorkerStart {
  /** The store's file. */
  readonly bytes: ArrayBufferLike;
  /** One 32-bit word: the number of the newest request that nobody waits for any more. Absent without shared memory. */
  readonly cancelled?: SharedArrayBuffer;
  /** Sets that an earlier thread found. */
  readonly found: readonly (readonly [string, ArrayBufferLike])[];
}

export interface ToWorker {
  readonly id: number;
  readonly method: Method;
  readonly query: unknown;
}

export type FromWorker =
  | { readonly type: 'ready'; readonly meta: Meta }
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly type: 'failure'; readonly id: number | null; readonly failure: Failure }
  | { readonly type: 'found'; readonly key: string; readonly set: ArrayBufferLike };

export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}
