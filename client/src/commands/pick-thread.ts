import * as vscode from 'vscode';
import { type Threads, threadOf } from '../threads/index.ts';
import type { Thread } from '../threads/thread.ts';

/** What the keys of the view hand to their commands, which know no node. */
const SELECTED = 'selected';

/** The thread that a command is about: the one of the view, else the picked one. */
export async function pickThread(threads: Threads, node: unknown, title: string): Promise<Thread> {
  const id = (node === SELECTED ? threads.selected() : threadOf(node)) ?? (await pick(threads, title));
  const thread = await threads.store.read(id);
  if (!thread) throw new Error(vscode.l10n.t('This thread is gone.'));
  return thread;
}

async function pick({ store }: Threads, title: string): Promise<string> {
  const threads = await store.list();
  if (!threads.length) throw new Error(vscode.l10n.t('There are no threads yet. Begin one with New Thread.'));
  const items = threads.map((thread) => ({
    label: thread.title,
    description: thread.uri === undefined ? '' : (vscode.Uri.parse(thread.uri).path.split('/').pop() ?? ''),
    detail: thread.prompts.join(' · '),
    id: thread.id,
  }));
  const look = {
    title,
    placeHolder: vscode.l10n.t('Words of a title, a file or a prompt'),
    matchOnDescription: true,
    matchOnDetail: true,
  };
  const picked = await vscode.window.showQuickPick(items, look);
  if (!picked) throw new vscode.CancellationError();
  return picked.id;
}
