import * as vscode from 'vscode';
import { isSegment } from '../language-client/server.ts';

/** Two writings of one address are the same place: the server's may be encoded otherwise. */
export function sameUri(text: string, uri: vscode.Uri): boolean {
  return vscode.Uri.parse(text).toString() === uri.toString();
}

/** The segment that an editor shows. */
export function segmentOf(editor: vscode.TextEditor | undefined): vscode.Uri | undefined {
  return editor && isSegment(editor.document) ? editor.document.uri : undefined;
}

/** A segment or a schema of the workspace that the webview names; nothing else is opened for it. */
export function fileOfWorkspace(text: string): vscode.Uri | undefined {
  const uri = vscode.Uri.parse(text);
  return /\.segment\.ya?ml$|\/segments\.schema\.yaml$/.test(uri.path) && vscode.workspace.getWorkspaceFolder(uri)
    ? uri
    : undefined;
}

/** Shows a line of a file in its editor and puts the cursor there. */
export async function revealLine(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const at = document.lineAt(Math.min(line, document.lineCount - 1)).range;
  const cursor = new vscode.Position(at.start.line, document.lineAt(at.start.line).firstNonWhitespaceCharacterIndex);
  await vscode.window.showTextDocument(document, {
    viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(cursor, cursor),
    preview: false,
  });
}
