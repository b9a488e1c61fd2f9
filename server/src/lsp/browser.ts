/** The language server in a web worker: speaks LSP with whoever started the worker. */
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { browserRuntime } from './browser-runtime.ts';
import { startServer } from './server.ts';

/** What the transport needs of the worker's global scope. */
const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(scope),
  new BrowserMessageWriter(scope),
);

startServer(connection, browserRuntime(connection));
