import * as vscode from 'vscode';
import { SELECTOR } from '../language-client/server.ts';

/** “Refine…” above the prompt that a segment was made from, else above its first line. */
export function registerRefineLens(): vscode.Disposable {
  const selector = SELECTOR.filter(({ language }) => language === 'segment');
  return vscode.languages.registerCodeLensProvider(selector, {
    provideCodeLenses: (document) => {
      const at = document.positionAt(Math.max(document.getText().search(/^prompt *:/m), 0));
      const command = {
        title: vscode.l10n.t('$(wand) Refine…'),
        tooltip: vscode.l10n.t('Say what shall change; it is shown as a diff'),
        command: 'segments.refine',
        arguments: [document.uri],
      };
      return [new vscode.CodeLens(new vscode.Range(at, at), command)];
    },
  });
}
