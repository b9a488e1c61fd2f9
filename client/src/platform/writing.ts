import * as vscode from 'vscode';

/** Tells the walkthrough that somebody writes a segment: VS Code has no event of its own for that. */
export function watchWriting(): vscode.Disposable {
  const changes = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (document.languageId !== 'segment' || contentChanges.length === 0) return;
    changes.dispose();
    void vscode.commands.executeCommand('setContext', 'segments.hasWritten', true);
  });
  return changes;
}
