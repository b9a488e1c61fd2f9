import * as vscode from 'vscode';
import type { SchemaNode } from '../views/schema-nodes.ts';
import type { Command } from './command.ts';

/** Lists everywhere that rules speak of an entry of the Schema view, or of the name at a place that the server gave. */
export const findUsages: Command = {
  run: async (_, ...args) => {
    const place = placeOf(args);
    if (!place) throw new Error(vscode.l10n.t('Choose an entry of the Schema view first.'));
    const { uri, at } = place;
    const editor = await vscode.window.showTextDocument(uri, { selection: new vscode.Range(at, at) });
    const places = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, at);
    await vscode.commands.executeCommand('editor.action.showReferences', editor.document.uri, at, places ?? []);
  },
};

function placeOf([given, line, character]: readonly unknown[]) {
  if (typeof given === 'string' && typeof line === 'number' && typeof character === 'number') {
    return { uri: vscode.Uri.parse(given), at: new vscode.Position(line, character) };
  }
  const { kind, entry, project } = (given ?? {}) as Partial<SchemaNode & { kind: 'entry' }>;
  if (kind !== 'entry' || !entry || !project) return undefined;
  return { uri: vscode.Uri.parse(project.schemaUri), at: new vscode.Position(entry.line, entry.character) };
}
