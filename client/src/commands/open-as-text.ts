import * as vscode from 'vscode';
import { activeInBuilder } from '../query-builder/view-type.ts';
import type { Command } from './command.ts';

/** Shows as text the segment that the query builder shows. */
export const openAsText: Command = {
  run: async (_services, resource) => {
    const active = activeInBuilder();
    const uri = resource instanceof vscode.Uri ? resource : active;
    if (!uri) throw new Error(vscode.l10n.t('Open a segment in the query builder first.'));
    if (active?.toString() === uri.toString()) {
      await vscode.commands.executeCommand('reopenActiveEditorWith', 'default');
    } else await vscode.window.showTextDocument(uri, { preview: false });
  },
};
