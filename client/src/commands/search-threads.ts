import * as vscode from 'vscode';
import type { Command } from './command.ts';
import { pickThread } from './pick-thread.ts';

/** Finds a thread by its title, its file or any of its prompts, and shows it in the view. */
export const searchThreads: Command = {
  run: async ({ threads }) => {
    const thread = await pickThread(threads, undefined, vscode.l10n.t('Search Threads'));
    await threads.reveal(thread.id);
  },
};
