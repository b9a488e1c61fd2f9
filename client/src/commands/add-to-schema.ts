import * as vscode from 'vscode';
import { type DeclareParams, type DeclareResult, methods } from '../../../server/src/protocol/index.ts';
import type { SchemaNode, UndeclaredNode } from '../views/schema-nodes.ts';
import type { Command } from './command.ts';

/** Declares an event or a property that only the data has, and shows the schema there: one edit, to be gone on with or undone. */
export const addToSchema: Command = {
  run: async ({ server }, node) => {
    const { project, volume, properties } = undeclared(node);
    const { event } = volume;
    const name = volume.kind === 'event' ? volume.event : volume.property;
    const uri = vscode.Uri.parse(project.schemaUri);
    // Open before the server is asked, so that it answers for the text that is edited.
    const document = await vscode.workspace.openTextDocument(uri);
    const params: DeclareParams = {
      rootUri: project.rootUri,
      ...(event === undefined ? {} : { event }),
      properties: volume.kind === 'event' ? properties : [volume],
    };
    const made = await server.request<DeclareResult>(methods.declare, params);
    if (!made) throw new Error(vscode.l10n.t('“{0}” cannot be added to the schema, or is there already.', name));
    if (made.version !== null && made.version !== document.version)
      throw new Error(vscode.l10n.t('The schema changed meanwhile; add “{0}” again.', name));
    const { start, end, newText } = made;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(start.line, start.character, end.line, end.character), newText);
    const offset = document.offsetAt(new vscode.Position(start.line, start.character));
    if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('The schema cannot be changed.'));
    const found =
      volume.kind === 'event' ? newText.indexOf(name) : newText.lastIndexOf(name, newText.lastIndexOf(': {'));
    const at = document.positionAt(offset + Math.max(0, found));
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: false });
  },
};

function undeclared(node: unknown): UndeclaredNode {
  const given = (node ?? {}) as Partial<SchemaNode>;
  if (given.kind !== 'undeclared') {
    throw new Error(vscode.l10n.t('Choose an event or a property below “Only in the Data” in the Schema view first.'));
  }
  return given as UndeclaredNode;
}
