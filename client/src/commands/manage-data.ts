import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** What can be done about the data: behind the item in the status bar. */
export const manageData: Command = {
  run: async ({ dataStatus, asOf }) => {
    const standing = await dataStatus.current();
    if (standing.state === 'none') throw new Error(vscode.l10n.t('No schema of this workspace names data.'));
    const ready = standing.state === 'ready';
    const items = [
      ...(standing.state === 'untrusted'
        ? [
            {
              label: `$(workspace-untrusted) ${vscode.l10n.t('Manage Workspace Trust')}`,
              command: 'workbench.trust.manage',
            },
          ]
        : []),
      {
        label: `$(history) ${vscode.l10n.t('Count As Of…')}`,
        description: asOf.value ?? standing.schemaAsOf,
        command: 'segments.changeAsOf',
      },
      {
        label: `$(refresh) ${ready ? vscode.l10n.t('Read the Data Again') : vscode.l10n.t('Read the Data')}`,
        command: 'segments.rebuildStore',
      },
      ...(ready
        ? [
            {
              label: `$(output) ${vscode.l10n.t('Show Import Report')}`,
              description: warned(standing.status.warnings),
              command: 'segments.showImportReport',
            },
          ]
        : []),
      {
        label: `$(go-to-file) ${vscode.l10n.t('Open Schema')}`,
        command: 'vscode.open',
        argument: vscode.Uri.parse(standing.schemaUri),
      },
    ];
    const placeHolder = standing.state === 'failed' ? standing.message : standing.name;
    const picked = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Segments: Data'), placeHolder });
    if (!picked) return;
    await vscode.commands.executeCommand(picked.command, ...('argument' in picked ? [picked.argument] : []));
  },
};

function warned(warnings: readonly string[]): string {
  if (warnings.length === 0) return '';
  return warnings.length === 1 ? vscode.l10n.t('1 warning') : vscode.l10n.t('{0} warnings', warnings.length);
}
