import * as vscode from 'vscode';
import { methods, type RebuildParams } from '../../../server/src/protocol/index.ts';
import { requireTrust } from '../platform/trust.ts';
import type { Command } from './command.ts';
import { withServerProgress } from './progress.ts';
import { chooseProject } from './target.ts';

/** Imports the project's data anew, whether it changed or not. */
export const rebuildStore: Command = {
  run: async ({ server, insights }) => {
    if (!(await requireTrust(vscode.l10n.t('Reading data')))) return;
    const near = await chooseProject({ server, insights });
    if (!near) throw new Error(vscode.l10n.t('Open a folder with a segments.schema.yaml first.'));
    const params: RebuildParams = { near: near.toString() };
    await withServerProgress(vscode.l10n.t('Segments: importing data'), server, methods.rebuildStore, params);
    insights.refresh();
    vscode.window.setStatusBarMessage(vscode.l10n.t('Segments: store rebuilt'), 5000);
  },
};
