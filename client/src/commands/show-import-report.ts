import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** What the last import of the data took, and what it did not take as it stood. */
export const showImportReport: Command = {
  run: async ({ dataStatus }) => {
    const standing = await dataStatus.current();
    if (standing.state !== 'ready') throw new Error(vscode.l10n.t('The data has not been read yet.'));
    const { name, status, timezone } = standing;
    const number = (value: number) => new Intl.NumberFormat(vscode.env.language).format(value);
    const lines = [
      `# ${vscode.l10n.t('Data of {0}', name)}`,
      '',
      `- ${vscode.l10n.t('Read: {0}', new Date(status.builtAt).toLocaleString(vscode.env.language))}`,
      `- ${vscode.l10n.t('Users: {0}', number(status.users))}`,
      `- ${vscode.l10n.t('Events: {0}', number(status.events))}`,
      `- ${vscode.l10n.t('From {0} to {1} ({2})', status.firstEvent ?? '–', status.latestEvent ?? '–', timezone)}`,
      '',
      status.warnings.length > 0
        ? `## ${vscode.l10n.t('Warnings')}`
        : vscode.l10n.t('Everything was taken as it stood.'),
      ...status.warnings.map((warning) => `- ${warning}`),
      '',
    ];
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: lines.join('\n') });
    await vscode.window.showTextDocument(document, { preview: true });
  },
};
