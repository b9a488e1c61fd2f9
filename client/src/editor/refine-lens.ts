import * as vscode from 'vscode';
import { SELECTOR } from '../language-client/server.ts';

/** “Refine…” above the segment, beside the server's lenses: comments and blank lines come before it. */
export function registerRefineLens(): vscode.Disposable {
  const selector = SELECTOR.filter(({ language }) => language === 'segment');
  return vscode.languages.registerCodeLensProvider(selector, {
    provideCodeLenses: (document) => {
      const at = document.positionAt(Math.max(document.getText().search(/^[^\s#%-]/m), 0));
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
