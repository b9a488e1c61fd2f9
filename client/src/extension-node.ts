/** The extension where there is Node: VS Code on a desktop or a server. */
import type * as vscode from 'vscode';
import { start } from './extension.ts';
import { startServer } from './language-client/node.ts';

export const activate = (context: vscode.ExtensionContext): void =>
  start(context, { startServer, environment: (name) => process.env[name] });
