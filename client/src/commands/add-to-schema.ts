import * as vscode from 'vscode';
import { type DeclareEventParams, type DeclareEventResult, methods } from '../../../server/src/protocol/index.ts';
import type { SchemaNode, UndeclaredNode } from '../views/schema-nodes.ts';
import type { Command } from './command.ts';

/** Declares an event that only the data has, and shows the schema there: one edit, to be gone on with or undone. */
export const addToSchema: Command = {
  run: async ({ server }, node) => {
    const { project, volume } = undeclared(node);
    const { event } = volume;
    const uri = vscode.Uri.parse(project.schemaUri);
    // Open before the server is asked, so that it answers for the text that is edited.
    const document = await vscode.workspace.openTextDocument(uri);
    const params: DeclareEventParams = { rootUri: project.rootUri, event };
    const made = await server.request<DeclareEventResult>(methods.declareEvent, params);
    if (!made) throw new Error(vscode.l10n.t('“{0}” cannot be added to the schema, or is there already.', event));
    if (made.version !== null && made.version !== document.version)
      throw new Error(vscode.l10n.t('The schema changed meanwhile; add “{0}” again.', event));
    const { start, end, newText } = made;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
    const offset = document.offsetAt(new vscode.Position(start.line, start.character));
    if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The schema cannot be changed.'));
    const at = document.positionAt(offset + Math.max(0, newText.indexOf(event)));
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: false });
  },
};

function undeclared(node: unknown): UndeclaredNode {
  const given = (node ?? {}) as Partial<SchemaNode>;
  if (given.kind !== 'undeclared') {
    throw new Error(vscode.l10n.t('Choose an event below “Only in the Data” in the Schema view first.'));
  }
  return given as UndeclaredNode;
}
