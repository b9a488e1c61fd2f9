import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { pickThread } from './pick-thread.ts';

/** Gives a thread another title. */
export const renameThread: Command = {
  run: async ({ threads }, node) => {
    const thread = await pickThread(threads, node, vscode.l10n.t('Rename Thread'));
    const title = await vscode.window.showInputBox({
      title: vscode.l10n.t('Rename Thread'),
      value: thread.title,
      validateInput: (value) => (value.trim() ? undefined : vscode.l10n.t('A thread needs a title.')),
    });
    if (title?.trim()) await threads.store.rename(thread.id, title.trim());
  },
};
