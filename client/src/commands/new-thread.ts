import * as vscode from 'vscode';
import { requireTrust } from '../platform/trust.ts';
import type { Command } from './command.ts';
import { askPrompt, promptUntilDone } from './new-from-prompt.ts';
import { chooseProject } from './target.ts';

/** Begins a thread: an empty box for a prompt, whatever the last one was. */
export const newThread: Command = {
  run: async (services) => {
    if (!(await requireTrust(vscode.l10n.t('Turning a prompt into a segment')))) return;
    const near = await chooseProject(services);
    if (!near) throw new Error(vscode.l10n.t('Open a folder with a segments.schema.yaml first.'));
    const prompt = await askPrompt(services, '');
    if (prompt !== undefined) await promptUntilDone(services, { prompt, near });
  },
};
