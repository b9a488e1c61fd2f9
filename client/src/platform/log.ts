import * as vscode from 'vscode';

/** The extension's log, shown by **Segments: Show Log**. Its level is VS Code's own setting. */
export function createLog(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel('Segments', { log: true });
}
