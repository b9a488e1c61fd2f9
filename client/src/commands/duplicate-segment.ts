import * as vscode from 'vscode';
import { askId } from './ask-id.ts';
import type { Command } from './command.ts';
import { pickSegment } from './pick-segment.ts';

/** Copies a segment, as it is in the editor, to a new file under another id. */
export const duplicateSegment: Command = {
  run: async ({ views }, node) => {
    const title = vscode.l10n.t('Duplicate Segment');
    const { entry, project } = await pickSegment(views, node, title);
    const taken = new Set(project.segments.map(({ id }) => id));
    let free = `${entry.id}-copy`;
    for (let n = 2; taken.has(free); n++) free = `${entry.id}-copy-${n}`;
    const id = await askId(title, free, [...taken]);
    const from = vscode.Uri.parse(entry.uri);
    const text = (await vscode.workspace.openTextDocument(from)).getText();
    const to = vscode.Uri.joinPath(from, '..', `${id}.segment.yaml`);
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(to, { overwrite: false, contents: new TextEncoder().encode(text) });
    if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('{0} could not be written.', id));
    await vscode.window.showTextDocument(to, { preview: false });
  },
};
