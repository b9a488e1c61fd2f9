import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { pickSegment } from './pick-segment.ts';

/** Copies the id by which other segments and the command line refer to a segment. */
export const copySegmentId: Command = {
  run: async ({ views }, node) => {
    const { entry } = await pickSegment(views, node, vscode.l10n.t('Copy Id'));
    await vscode.env.clipboard.writeText(entry.id);
    vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', entry.id), 3000);
  },
};
