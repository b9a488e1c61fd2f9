/** The extension in a browser: vscode.dev, github.dev. */
import type * as vscode from 'vscode';
import { start } from './extension.ts';
import { startServer } from './language-client/browser.ts';

export const activate = (context: vscode.ExtensionContext): void =>
  start(context, { startServer, environment: () => undefined });
