import * as vscode from 'vscode';
import { requireTrust } from '../platform/trust.ts';
import { askRefinement } from '../prompts/ask-refinement.ts';
import { refineFile } from '../prompts/refine-segment.ts';
import { answersOf } from '../threads/thread.ts';
import type { Command } from './command.ts';
import { targetSegment } from './target.ts';

/** Changes a segment as a person asks, shown as a diff to accept or discard. Follows the file's own thread. */
export const refine: Command = {
  run: async (services, resource, given) => {
    const uri = targetSegment(resource, services.insights);
    if (!uri) throw new Error(vscode.l10n.t('Open a .segment.yaml file first: it is refined.'));
    if (!(await requireTrust(vscode.l10n.t('Refining a segment')))) return;
    const prompt = typeof given === 'string' ? given : await askRefinement(uri);
    if (prompt === undefined) return;
    const { store } = services.threads;
    const thread = await store.about(uri.toString());
    const known = thread === undefined ? undefined : await store.read(thread);
    await refineFile(services, { uri, prompt, thread, answers: known ? answersOf(known) : [] });
  },
};
