import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { pickThread } from './pick-thread.ts';

/** Deletes a thread after a word of confirmation. Segment files stay. */
export const deleteThread: Command = {
  run: async ({ threads }, node) => {
    const thread = await pickThread(threads, node, vscode.l10n.t('Delete Thread'));
    const confirm = vscode.l10n.t('Delete');
    const detail = vscode.l10n.t(
      'Its prompts, answers and earlier versions are gone then. Segment files stay as they are.',
    );
    const message = vscode.l10n.t('Delete the thread “{0}”?', thread.title);
    const choice = await vscode.window.showWarningMessage(message, { modal: true, detail }, confirm);
    if (choice === confirm) await threads.store.remove(thread.id);
  },
};
