import * as vscode from 'vscode';
import type { SchemaNode } from '../views/schema-nodes.ts';
import type { Command } from './command.ts';

/** Lists everywhere that rules speak of an entry of the Schema view. */
export const findUsages: Command = {
  run: async (_, node) => {
    const { kind, entry, project } = (node ?? {}) as Partial<SchemaNode & { kind: 'entry' }>;
    if (kind !== 'entry' || !entry || !project)
      throw new Error(vscode.l10n.t('Choose an entry of the Schema view first.'));
    const uri = vscode.Uri.parse(project.schemaUri);
    const at = new vscode.Position(entry.line, entry.character);
    const editor = await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
    const places = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, at);
    await vscode.commands.executeCommand('editor.action.showReferences', editor.document.uri, at, places ?? []);
  },
};
