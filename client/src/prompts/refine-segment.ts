/**
 * A segment changed as a prompt asks: the server's smallest edit, shown as a diff.
 * Invariant: the file is changed by the person's Accept only.
 */
import * as vscode from 'vscode';
import { type Answer, methods, type RefineParams, type RefineResult } from '../../../server/src/protocol/index.ts';
import type { Services } from '../commands/command.ts';
import { withServerProgress } from '../commands/progress.ts';
import { turnOf } from '../threads/thread.ts';
import { askRefinement } from './ask-refinement.ts';
import { personalGate } from './personal.ts';
import { chooseProvider } from './provider.ts';
import { askUntilClear } from './questions.ts';
import { offerToRemember } from './remember.ts';

export interface Refinement {
  readonly uri: vscode.Uri;
  readonly prompt: string;
  readonly thread?: string | undefined;
  /** Of earlier turns: those whose words the prompt has are used. */
  readonly answers: readonly Answer[];
}

type Needs = Pick<Services, 'server' | 'secrets' | 'memory' | 'environment' | 'threads' | 'proposals'>;

/** Asks for the change and proposes it. Gives what came of it. */
export async function refineFile(services: Needs, refinement: Refinement): Promise<RefineResult> {
  const { uri, prompt, answers: earlier } = refinement;
  const choice = await chooseProvider(services);
  const title = vscode.l10n.t('Segments: refining the segment');
  const gate = personalGate<RefineResult>();
  const request = (answers: readonly Answer[]) => {
    const params: RefineParams = { uri: uri.toString(), prompt, answers, ...choice };
    return gate((more) =>
      withServerProgress<RefineResult>(title, services.server, methods.refineSegment, { ...params, ...more }),
    );
  };
  const given = earlier.filter(({ about }) => prompt.toLowerCase().includes(about.toLowerCase()));
  const { result, answers } = await askUntilClear(await request(given), given, request);
  await propose(services, { ...refinement, answers }, result);
  return result;
}

async function propose(services: Needs, refinement: Refinement, result: RefineResult): Promise<void> {
  const { uri, prompt, answers } = refinement;
  const { threads, proposals } = services;
  const name = uri.path.split('/').pop() ?? '';
  const changed = result.after !== result.before;
  const text = changed ? result.after : null;
  const made = { kind: 'refine', prompt, answers, uri: uri.toString(), text, applied: false } as const;
  const turn = turnOf({ ...made, changes: result.changes }, result);
  const thread = { id: refinement.thread, title: name.replace(/\.segment\.ya?ml$/, ''), near: uri.toString() };
  const kept = await threads.store.add(thread, turn);
  if (!changed) {
    void tellUnchanged(uri, prompt, result);
    return;
  }
  await proposals.show({
    target: uri,
    before: result.before,
    text: result.after,
    // What is asked first: a tab cuts the end of a long name.
    title: vscode.l10n.t('{0} · {1}', prompt, name),
    message: said(result),
    again: async () => void (await refineFile(services, { ...refinement, answers, thread: kept.id })),
    accepted: async () => {
      await threads.store.apply(kept.id, kept.turn);
      await offerToRemember(services, uri, result.answered ?? []);
    },
  });
}

async function tellUnchanged(uri: vscode.Uri, prompt: string, result: RefineResult): Promise<void> {
  const change = vscode.l10n.t('Change Prompt');
  const message = `${vscode.l10n.t('Nothing is changed.')} ${said(result)}`.trim();
  if ((await vscode.window.showWarningMessage(message, change)) !== change) return;
  const next = await askRefinement(uri, prompt);
  if (next !== undefined) await vscode.commands.executeCommand('segments.refine', uri, next);
}

/** What changed, and what a person has to know of it. */
function said(result: RefineResult): string {
  const list = (label: string, parts: readonly string[]) => (parts.length ? [`${label} ${parts.join('; ')}.`] : []);
  return [
    ...(result.notice ? [result.notice] : []),
    ...list('', result.changes),
    ...list(
      vscode.l10n.t('Not understood:'),
      result.notUnderstood.map((words) => `“${words}”`),
    ),
    ...list(
      vscode.l10n.t('Still open:'),
      result.questions.map(({ question }) => question),
    ),
    ...list(vscode.l10n.t('Assumed:'), result.assumptions),
    ...(result.refusedAnswers ?? []).map(({ reason }) => reason),
  ]
    .join(' ')
    .trim();
}
