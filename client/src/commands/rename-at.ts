import * as vscode from 'vscode';
import { keptArguments } from '../language-client/action-commands.ts';
import { soon } from '../platform/soon.ts';
import type { Command } from './command.ts';

/** How long a name that was just made up may take to be known everywhere. */
const PATIENCE = 15_000;

/**
 * Lets a person choose a better name at a place of a document, as the last part of an action of the language server: a URI and a
 * position of the protocol. Where nothing can be renamed, the name stays.
 */
export const renameAt: Command = {
  run: async (_services, ...given) => {
    const [document, position] = given.length > 0 ? given : keptArguments('segments.renameAt');
    const at = placeOf(document, position);
    if (!at) return;
    const { uri, place } = at;
    const editor = await vscode.window.showTextDocument(uri, { selection: new vscode.Range(place, place) });
    // The server is told of a file that came to be a moment after it did.
    const isKnown = await soon(async () => (await canRename(editor.document.uri, place)) || undefined, PATIENCE);
    if (isKnown) await vscode.commands.executeCommand('editor.action.rename');
  },
};

async function canRename(uri: vscode.Uri, place: vscode.Position): Promise<boolean> {
  try {
    return (await vscode.commands.executeCommand('vscode.prepareRename', uri, place)) !== undefined;
  } catch {
    return false;
  }
}

function placeOf(uri: unknown, position: unknown): { uri: vscode.Uri; place: vscode.Position } | undefined {
  if (typeof uri !== 'string' || typeof position !== 'object' || position === null) return undefined;
  const { line, character } = position as { readonly line?: unknown; readonly character?: unknown };
  if (typeof line !== 'number' || typeof character !== 'number') return undefined;
  return { uri: vscode.Uri.parse(uri), place: new vscode.Position(line, character) };
}
