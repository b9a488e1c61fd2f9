/** The port to an engine: an open store that answers requests, one at a time, in the order in which they came. */
import type { Meta } from '../physical.ts';
import type { CallOptions } from '../ports.ts';
import type { Answer, Method, Query } from '../requests.ts';

export interface Engine {
  readonly meta: Meta;
  readonly bytes: number;
  /** Rejects with CancelledError as soon as the signal is aborted, whatever the engine is still doing. */
  call<M extends Method>(method: M, query: Query<M>, options?: CallOptions): Promise<Answer<M>>;
  close(): Promise<void>;
}
