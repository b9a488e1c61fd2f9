import * as vscode from 'vscode';
import type { ThreadStore } from './thread-store.ts';

const SCHEME = 'segments-version';

/** The address of the text that a turn made, named like its file. */
export function versionUri(thread: string, turn: number, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${thread}/${turn}/${name}` });
}

/** Versions of threads as read-only documents. */
export function registerVersions(store: ThreadStore): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async ({ path }) => {
      const [, id = '', turn = ''] = path.split('/');
      const text = (await store.read(id))?.turns[Number(turn)]?.text;
      return text ?? vscode.l10n.t('# This version is gone: its thread was deleted.');
    },
  });
}
