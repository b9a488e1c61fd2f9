import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { pickSegment } from './pick-segment.ts';

/** Deletes a segment's file after a word of confirmation that names the segments which refer to it. */
export const deleteSegment: Command = {
  run: async ({ views }, node) => {
    const { entry, project } = await pickSegment(views, node, vscode.l10n.t('Delete Segment'));
    const users = project.segments.filter(({ uses }) => uses.includes(entry.id)).map(({ name }) => name);
    const confirm = vscode.l10n.t('Delete');
    const detail =
      users.length > 0
        ? vscode.l10n.t('These segments refer to it and will have an error: {0}.', users.join(', '))
        : vscode.l10n.t('No other segment refers to it.');
    const message = vscode.l10n.t('Delete the segment “{0}”?', entry.name);
    if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, confirm)) !== confirm) return;
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(vscode.Uri.parse(entry.uri));
    if (!(await vscode.workspace.applyEdit(edit)))
      throw new Error(vscode.l10n.t('{0} could not be deleted.', entry.id));
  },
};
