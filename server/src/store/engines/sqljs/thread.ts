/** sql.js in a worker thread of Node. */
import { Worker } from 'node:worker_threads';
import { workerEntry } from '../../program-files.ts';
import type { Engine } from '../engine.ts';
import { readShared } from './file.ts';
import type { FromWorker } from './messages.ts';
import { openThreaded, type StartThread } from './threaded.ts';

export async function openInThread(path: string, signal?: AbortSignal): Promise<Engine> {
  return openThreaded(await readShared(path, signal), startThread);
}

const startThread: StartThread = (workerData, onMessage, onCrash) => {
  const entry = workerEntry('store-worker.js', './engines/sqljs/worker.ts');
  const worker = new Worker(entry, { workerData, execArgv: [] });
  worker.on('message', (message: FromWorker) => onMessage(message));
  worker.on('error', (error) => onCrash(error.message));
  worker.on('exit', () => onCrash('it stopped'));
  return {
    post: (message) => worker.postMessage(message),
    keepAlive: (yes) => (yes ? worker.ref() : worker.unref()),
    terminate: async () => void (await worker.terminate()),
  };
};
