/**
 * The Threads view: every prompt with what came of it, kept in the workspace's storage on this machine.
 * Invariant: nothing of it is synchronised or sent; a file that cannot be read never keeps the others from working.
 */
import * as vscode from 'vscode';
import { messageOf } from '../platform/error-text.ts';
import { threadFiles } from './thread-files.ts';
import { createThreadStore, type ThreadProblem, type ThreadStore } from './thread-store.ts';
import { createThreadTree, type ThreadNode } from './thread-tree.ts';
import { registerVersions } from './thread-versions.ts';

export interface Threads extends vscode.Disposable {
  readonly store: ThreadStore;
  /** The thread that is selected in the view, or whose part is. */
  selected(): string | undefined;
  /** Shows a thread in the view. */
  reveal(id: string): Promise<void>;
}

export function registerThreads(storage: vscode.Uri | undefined, log: vscode.LogOutputChannel): Threads {
  const store = createThreadStore(threadFiles(storage), {
    changed: (id) => tree.changed(id),
    problems: (problems) => void tellProblems(problems, log),
  });
  const tree = createThreadTree(store);
  const view = vscode.window.createTreeView<ThreadNode>('segments.threads', {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const versions = registerVersions(store);
  const renames = vscode.workspace.onDidRenameFiles(async ({ files }) => {
    try {
      for (const { oldUri, newUri } of files) await store.move(oldUri.toString(), newUri.toString());
    } catch (error) {
      log.warn(`Threads could not follow a renamed file: ${messageOf(error)}`);
    }
  });
  return {
    store,
    selected: () => threadOf(rootOf(view.selection[0])),
    reveal: async (id) => {
      const node = await tree.node(id);
      if (node) await view.reveal(node, { select: true, focus: true, expand: true });
    },
    dispose: () => vscode.Disposable.from(renames, view, versions, tree).dispose(),
  };
}

async function tellProblems(problems: readonly ThreadProblem[], log: vscode.LogOutputChannel): Promise<void> {
  for (const { name, reason, place } of problems) log.warn(`Thread ${name}: ${reason}${place ? `; now ${place}` : ''}`);
  const [first] = problems;
  if (!first) return;
  const message = first.place
    ? vscode.l10n.t(
        'Threads that could not be read were set aside: {0} ({1}). The others work.',
        problems.length,
        first.reason,
      )
    : vscode.l10n.t('Threads that could not be read: {0} ({1}). The others work.', problems.length, first.reason);
  const showLog = vscode.l10n.t('Show Log');
  if ((await vscode.window.showWarningMessage(message, showLog)) === showLog) log.show();
}

/** The thread that a node of the view belongs to. */
function rootOf(node: ThreadNode | undefined): ThreadNode | undefined {
  if (node?.kind === 'detail') return rootOf(node.turn);
  return node?.kind === 'turn' ? node.thread : node;
}

/** The thread that a command of the view is about. */
export function threadOf(node: unknown): string | undefined {
  if (typeof node === 'string') return node;
  const { kind, id } = (node ?? {}) as Partial<ThreadNode & { kind: 'thread' }>;
  return kind === 'thread' && typeof id === 'string' ? id : undefined;
}
