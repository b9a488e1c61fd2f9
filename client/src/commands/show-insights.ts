import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { activeSegment, uriOf } from './target.ts';

/** Opens the insights panel beside the editor for the segment given or active, at a section that is named. */
export const showInsights: Command = {
  run: async ({ insights }, resource, section) => {
    const uri = uriOf(resource) ?? activeSegment();
    // From the explorer the file may not be open: the panel stands beside its editor.
    if (uri && uri.toString() !== activeSegment()?.toString()) {
      await vscode.window.showTextDocument(uri, { preview: false });
    }
    insights.show(uri, typeof section === 'string' ? section : undefined);
  },
};
