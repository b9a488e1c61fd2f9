import * as vscode from 'vscode';
import { VIEW_TYPE } from '../query-builder/view-type.ts';
import type { Command } from './command.ts';
import { targetSegment } from './target.ts';

/** Shows a segment as a form. The active editor is changed into it; a file of the explorer is opened so. */
export const openInQueryBuilder: Command = {
  run: async ({ insights }, resource) => {
    const uri = targetSegment(resource, insights);
    if (!uri) throw new Error(vscode.l10n.t('Open a .segment.yaml file first: the query builder shows it as a form.'));
    const active = vscode.window.activeTextEditor?.document.uri;
    if (active?.toString() === uri.toString()) {
      // In place, also with unsaved changes: both editors share the document.
      await vscode.commands.executeCommand('reopenActiveEditorWith', VIEW_TYPE);
    } else await vscode.commands.executeCommand('vscode.openWith', uri, VIEW_TYPE, { preview: false });
  },
};
