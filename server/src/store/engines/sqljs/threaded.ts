/**
 * sql.js in a thread, seen from outside: a queue of requests and the thread's life. SQLite can't be interrupted
 * here, so a request that is cancelled and does not end soon ends with its thread; a new one starts on the same bytes
 * with the sets that were already found. Invariant: at most one request is in the thread.
 */
import { sharesMemory } from '../../bitset.ts';
import { LeafCache } from '../../leaf-cache.ts';
import type { Meta } from '../../physical.ts';
import { type CallOptions, CancelledError, StoreError } from '../../ports.ts';
import type { Answer, Method, Query } from '../../requests.ts';
import type { Engine } from '../engine.ts';
import type { Failure, FromWorker, ToWorker, WorkerStart } from './messages.ts';

/** A new thread costs about 0.2 s, so a cancelled request gets this long to notice. */
const GRACE_MS = 100;

interface Waiting {
  readonly id: number;
  readonly method: Method;
  readonly query: unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly stopListening: () => void;
}

/** A thread in which `serve` runs. */
export interface Thread {
  post(message: ToWorker): void;
  /** An idle thread does not keep the process alive. */
  keepAlive(yes: boolean): void;
  terminate(): Promise<void>;
}

/** Starts a thread. `onCrash` says what is known of why it ended by itself. */
export type StartThread = (
  start: WorkerStart,
  onMessage: (message: FromWorker) => void,
  onCrash: (reason: string) => void,
) => Thread;

/** Opens the bytes of a store's file in a thread. */
export async function openThreaded(bytes: ArrayBufferLike, startThread: StartThread): Promise<Engine> {
  const thread = new EngineThread(bytes, startThread);
  try {
    const meta = await thread.start();
    return {
      meta,
      bytes: bytes.byteLength,
      call: (method, query, options) => thread.call(method, query, options),
      close: () => thread.close(),
    };
  } catch (error) {
    await thread.close();
    throw error;
  }
}

class EngineThread {
  readonly #bytes: ArrayBufferLike;
  readonly #startThread: StartThread;
  readonly #cancelled = sharesMemory ? new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) : undefined;
  readonly #found = new LeafCache();
  readonly #queue: Waiting[] = [];
  #running: Waiting | undefined;
  #thread: Thread | undefined;
  #ready = false;
  #closed = false;
  #lastId = 0;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #started: { resolve: (meta: Meta) => void; reject: (error: unknown) => void } | undefined;

  constructor(bytes: ArrayBufferLike, startThread: StartThread) {
    this.#bytes = bytes;
    this.#startThread = startThread;
  }

  start(): Promise<Meta> {
    return new Promise((resolve, reject) => {
      this.#started = { resolve, reject };
      this.#spawn();
    });
  }

  call<M extends Method>(method: M, query: Query<M>, { signal }: CallOptions = {}): Promise<Answer<M>> {
    if (signal?.aborted) return Promise.reject(new CancelledError());
    if (this.#closed) return Promise.reject(new StoreError('The store is closed.'));
    return new Promise<Answer<M>>((resolve, reject) => {
      const id = ++this.#lastId;
      const onAbort = (): void => this.#cancel(id);
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#queue.push({
        id,
        method,
        query,
        resolve: (answer) => resolve(answer as Answer<M>),
        reject,
        stopListening: () => signal?.removeEventListener('abort', onAbort),
      });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const thread = this.#detach();
    for (const waiting of [this.#take(), ...this.#queue.splice(0)])
      waiting?.reject(new StoreError('The store is closed.'));
    await thread?.terminate();
  }

  #spawn(): void {
    const start: WorkerStart = {
      bytes: this.#bytes,
      ...(this.#cancelled ? { cancelled: this.#cancelled } : {}),
      found: this.#found.entries().map(([key, set]) => [key, set.buffer] as const),
    };
    this.#ready = false;
    const thread: Thread = this.#startThread(
      start,
      (message) => {
        if (thread === this.#thread) this.#receive(message);
      },
      (reason) => {
        if (thread === this.#thread) this.#crashed(reason);
      },
    );
    this.#thread = thread;
  }

  /** Lets go of the thread; what it still says is ignored. */
  #detach(): Thread | undefined {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    const thread = this.#thread;
    this.#thread = undefined;
    this.#ready = false;
    return thread;
  }

  #take(): Waiting | undefined {
    const running = this.#running;
    this.#running = undefined;
    running?.stopListening();
    clearTimeout(this.#grace);
    this.#grace = undefined;
    return running;
  }

  #next(): void {
    if (this.#running || this.#queue.length === 0) {
      this.#idle();
      return;
    }
    if (!this.#thread) this.#spawn();
    this.#thread?.keepAlive(true);
    if (!this.#ready) return;
    const waiting = this.#queue.shift() as Waiting;
    this.#running = waiting;
    const { id, method, query } = waiting;
    this.#thread?.post({ id, method, query });
  }

  #idle(): void {
    if (!this.#running && this.#ready) this.#thread?.keepAlive(false);
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#started?.resolve(message.meta);
        this.#started = undefined;
        this.#next();
        return;
      case 'found':
        this.#found.add(message.key, new Uint32Array(message.set));
        return;
      case 'answer':
        if (this.#running?.id === message.id) this.#take()?.resolve(message.answer);
        this.#next();
        return;
      case 'failure':
        if (message.id === null) this.#failed(revived(message.failure));
        else if (this.#running?.id === message.id) this.#take()?.reject(revived(message.failure));
        this.#next();
        return;
    }
  }

  /** The caller hears at once; the thread gets a moment to stop by itself. */
  #cancel(id: number): void {
    const at = this.#queue.findIndex((waiting) => waiting.id === id);
    if (at >= 0) {
      this.#queue.splice(at, 1)[0]?.reject(new CancelledError());
      return;
    }
    if (this.#running?.id !== id) return;
    this.#running.reject(new CancelledError());
    if (this.#cancelled) Atomics.store(new Int32Array(this.#cancelled), 0, id);
    this.#grace = setTimeout(() => {
      void this.#detach()?.terminate();
      this.#take();
      // Whoever cancels while editing asks again soon.
      this.#spawn();
    }, GRACE_MS);
  }

  /** The thread could not start: nothing that waits will be answered. */
  #failed(error: Error): void {
    void this.#detach()?.terminate();
    this.#started?.reject(error);
    this.#started = undefined;
    for (const waiting of [this.#take(), ...this.#queue.splice(0)]) waiting?.reject(error);
  }

  /** The thread is gone, by a defect or for want of memory. The next request starts another. */
  #crashed(reason: string): void {
    this.#failed(new StoreError(`The store's thread ended unexpectedly (${reason}). Try again, or with fewer events.`));
  }
}

function revived({ name, message, stack }: Failure): Error {
  const error =
    name === 'CancelledError'
      ? new CancelledError(message)
      : name === 'StoreError'
        ? new StoreError(message)
        : new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
