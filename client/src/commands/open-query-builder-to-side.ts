import * as vscode from 'vscode';
import { VIEW_TYPE } from '../query-builder/view-type.ts';
import type { Command } from './command.ts';
import { targetSegment } from './target.ts';

/** Shows a segment as a form beside its text. */
export const openQueryBuilderToSide: Command = {
  run: async ({ insights }, resource) => {
    const uri = targetSegment(resource, insights);
    if (!uri) throw new Error(vscode.l10n.t('Open a .segment.yaml file first: the query builder shows it as a form.'));
    const place = { viewColumn: vscode.ViewColumn.Beside, preview: false };
    await vscode.commands.executeCommand('vscode.openWith', uri, VIEW_TYPE, place);
  },
};
