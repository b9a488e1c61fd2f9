import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { clientOptions, connect } from './connect.ts';
import { serveFiles } from './serve-files.ts';
import type { Server } from './server.ts';

/** What of a web worker is needed here; the compiler knows Node's globals only. */
interface WebWorker {
  terminate(): void;
  addEventListener(
    kind: 'error',
    listener: (event: { readonly message?: string; preventDefault(): void }) => void,
  ): void;
}
type WorkerClass = new (url: string, options: { readonly name: string }) => WebWorker;

/** Starts `dist/web/server.js` in a web worker. The extension host lets it be loaded from wherever the extension lies. */
export function startServer(extensionUri: vscode.Uri, log: vscode.LogOutputChannel): Server {
  const at = (...path: string[]) => vscode.Uri.joinPath(extensionUri, 'dist', ...path).toString(true);
  let worker: WebWorker | undefined;
  const start = async () => {
    worker?.terminate();
    const { Worker } = globalThis as unknown as { readonly Worker: WorkerClass };
    worker = new Worker(at('web', 'server.js'), { name: 'segments' });
    // Also of its own workers, which end with it, also while they load: else it would be the whole extension host's.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      log.warn(`The language server’s worker: ${event.message ?? 'could not be loaded'}`);
    });
    const port = worker as ConstructorParameters<typeof BrowserMessageReader>[0];
    return { reader: new BrowserMessageReader(port), writer: new BrowserMessageWriter(port) };
  };
  const client = new LanguageClient('segments', 'Segments', start, clientOptions(log));
  serveFiles(client, { storeWorker: at('web', 'store-worker.js'), sqlite: at('sql-wasm.wasm') });
  return connect(client, log, {
    writesTo: ({ scheme }) => vscode.workspace.fs.isWritableFileSystem(scheme) !== false,
    ended: () => worker?.terminate(),
  });
}
