import * as vscode from 'vscode';
import { requireTrust } from '../platform/trust.ts';
import { askRefinement } from '../prompts/ask-refinement.ts';
import { refineFile } from '../prompts/refine-segment.ts';
import { answersOf, fileOf } from '../threads/thread.ts';
import type { Command } from './command.ts';
import { askPrompt, promptUntilDone } from './new-from-prompt.ts';
import { pickThread } from './pick-thread.ts';

/** Goes on with a thread: its segment is refined with what was answered before; without one, the prompt is tried again. */
export const continueThread: Command = {
  run: async (services, node) => {
    if (!(await requireTrust(vscode.l10n.t('Turning a prompt into a segment')))) return;
    const thread = await pickThread(services.threads, node, vscode.l10n.t('Continue Thread'));
    const answers = answersOf(thread);
    const file = fileOf(thread);
    const uri = file === undefined ? undefined : vscode.Uri.parse(file);
    if (uri && (await exists(uri))) {
      await vscode.window.showTextDocument(uri, { preview: false });
      const prompt = await askRefinement(uri);
      if (prompt !== undefined) await refineFile(services, { uri, prompt, thread: thread.id, answers });
      return;
    }
    const near = vscode.Uri.parse(thread.near);
    const prompt = await askPrompt(services, thread.turns.at(-1)?.prompt);
    if (prompt !== undefined) await promptUntilDone(services, { prompt, near, thread: thread.id, answers });
  },
};

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
