import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { pickSegment } from './pick-segment.ts';

/** Finds a segment by words of its name, id, tags or path; opens it and shows it in the view. */
export const findSegment: Command = {
  run: async ({ views }) => {
    const { entry } = await pickSegment(views, undefined, vscode.l10n.t('Find Segment'));
    const uri = vscode.Uri.parse(entry.uri);
    await views.segments.reveal(uri.toString());
    await vscode.window.showTextDocument(uri);
  },
};
