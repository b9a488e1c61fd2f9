/**
 * The query builder: a second editor of a segment, over the same document as its text.
 * Invariant: knows nothing of the segment language; cards, fields and text edits come from the server.
 */
import * as vscode from 'vscode';
import { isSegment, type Server } from '../language-client/server.ts';
import { configureWebview } from '../panels/webview-page.ts';
import { readMessage } from './messages.ts';
import { followRenames } from './renames.ts';
import { openSession } from './session.ts';
import { VIEW_TYPE } from './view-type.ts';

export function registerQueryBuilder(
  extensionUri: vscode.Uri,
  server: Server,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const provider: vscode.CustomTextEditorProvider = {
    resolveCustomTextEditor: (document: vscode.TextDocument, panel: vscode.WebviewPanel) => {
      const session = openSession(document, (message) => void panel.webview.postMessage(message), server, log);
      panel.webview.onDidReceiveMessage(async (data: unknown) => {
        const message = readMessage(data);
        if (!message) log.warn(`The query builder's page said what is not understood: ${JSON.stringify(data)}`);
        else if (message.type === 'ready' && !isSegment(document)) {
          const reason = vscode.l10n.t('Only a segment in a file can be edited as a form.');
          void panel.webview.postMessage({ type: 'unavailable', message: reason });
        } else await session.receive(message);
      });
      panel.onDidChangeViewState(() => session.setVisible(panel.visible));
      panel.onDidDispose(() => session.dispose());
      configureWebview(panel.webview, extensionUri, { name: 'query-builder', title: vscode.l10n.t('Query Builder') });
    },
  };
  return vscode.Disposable.from(vscode.window.registerCustomEditorProvider(VIEW_TYPE, provider), followRenames(log));
}
