/** The thread of the sql.js engine in Node. */
import { parentPort, workerData } from 'node:worker_threads';
import { wasmPath } from '../../program-files.ts';
import { loadSqlJs } from '../../sqljs.ts';
import type { FromWorker, WorkerStart } from './messages.ts';
import { failureOf, serve } from './serve.ts';

const port = parentPort;
if (!port) throw new Error('this file is the entry of a worker thread');

const send = (message: FromWorker): void => port.postMessage(message);

try {
  port.on('message', serve(await loadSqlJs(wasmPath()), workerData as WorkerStart, send));
} catch (error) {
  send({ type: 'failure', id: null, failure: failureOf(error) });
}
