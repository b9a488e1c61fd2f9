/**
 * The language server as a program: speaks LSP over stdio (or whatever transport its arguments name).
 * Invariant: stdout belongs to the protocol; everything else goes to the client's log or stderr.
 */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeRuntime } from './node-runtime.ts';
import { startServer } from './server.ts';

// Libraries that print would break the protocol.
console.log = console.info = console.debug = console.error.bind(console);

const named = process.argv.some((argument) => /^--(stdio|node-ipc|socket|pipe)/.test(argument));
const connection = named
  ? createConnection(ProposedFeatures.all)
  : createConnection(ProposedFeatures.all, process.stdin, process.stdout);

process.on('uncaughtException', (error) => console.error(error));
process.on('unhandledRejection', (error) => console.error(error));

startServer(connection, nodeRuntime);
