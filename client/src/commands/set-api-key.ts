import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** Asks for the OpenAI API key and puts it in the secret store. */
export const setApiKey: Command = {
  run: async ({ secrets }) => {
    const key = await vscode.window.showInputBox({
      title: vscode.l10n.t('Set OpenAI API Key'),
      prompt: vscode.l10n.t('Kept in the secret store of your system. Used only for prompts.'),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) => (/\s/.test(value.trim()) ? vscode.l10n.t('A key has no spaces.') : undefined),
    });
    if (!key?.trim()) return;
    await secrets.setApiKey(key.trim());
    vscode.window.setStatusBarMessage(vscode.l10n.t('Segments: API key stored'), 5000);
  },
};
