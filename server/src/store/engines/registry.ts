/** Every engine by its id: how it opens a store's file. */
import type { Engine } from './engine.ts';
import { openInProcess } from './sqljs/in-process.ts';
import { openInThread } from './sqljs/thread.ts';

export const engines = {
  /** sql.js in a thread: never blocks, can be cancelled. */
  sqljs: openInThread,
  /** sql.js here: starts sooner. */
  'sqljs-in-process': openInProcess,
} as const satisfies Record<string, (path: string, signal?: AbortSignal) => Promise<Engine>>;

export type EngineId = keyof typeof engines;
