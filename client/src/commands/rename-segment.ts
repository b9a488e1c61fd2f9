import * as vscode from 'vscode';
import { askId } from './ask-id.ts';
import type { Command } from './command.ts';
import { pickSegment } from './pick-segment.ts';

/** Renames a segment's file, and with it its id; the language server lets all references follow. */
export const renameSegment: Command = {
  run: async ({ views }, node) => {
    const title = vscode.l10n.t('Rename Segment');
    const { entry, project } = await pickSegment(views, node, title);
    const taken = project.segments.map(({ id }) => id).filter((id) => id !== entry.id);
    const id = await askId(title, entry.id, taken);
    if (id === entry.id) return;
    const from = vscode.Uri.parse(entry.uri);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(from, vscode.Uri.joinPath(from, '..', `${id}.segment.yaml`), { overwrite: false });
    if (!(await vscode.workspace.applyEdit(edit))) {
      throw new Error(
        vscode.l10n.t('{0} could not be renamed. Is it open with changes that cannot be saved?', entry.id),
      );
    }
  },
};
