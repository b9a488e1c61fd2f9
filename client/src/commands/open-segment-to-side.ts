import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { pickSegment } from './pick-segment.ts';

/** Opens a segment of the view beside the active editor. */
export const openSegmentToSide: Command = {
  run: async ({ views }, node) => {
    const { entry } = await pickSegment(views, node, vscode.l10n.t('Open to the Side'));
    await vscode.window.showTextDocument(vscode.Uri.parse(entry.uri), { viewColumn: vscode.ViewColumn.Beside });
  },
};
