import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, connect } from './connect.ts';
import type { Server } from './server.ts';

/** Starts `dist/server.js` as a child process that speaks LSP over stdio. */
export function startServer(extensionUri: vscode.Uri, log: vscode.LogOutputChannel): Server {
  const module = vscode.Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath;
  const run = { module, transport: TransportKind.stdio };
  const debug = { ...run, options: { execArgv: ['--inspect=6019', '--enable-source-maps'] } };
  const client = new LanguageClient('segments', 'Segments', { run, debug }, clientOptions(log));
  return connect(client, log, { writesTo: ({ scheme }) => scheme === 'file' });
}
