import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { pickSegment } from './pick-segment.ts';

/** Shows a segment's file in the explorer. */
export const revealSegmentFile: Command = {
  run: async ({ views }, node) => {
    const { entry } = await pickSegment(views, node, vscode.l10n.t('Reveal in Explorer'));
    await vscode.commands.executeCommand('revealInExplorer', vscode.Uri.parse(entry.uri));
  },
};
