import * as vscode from 'vscode';
import type { SentRequest } from '../../../server/src/protocol/index.ts';

const SCHEME = 'segments-sent';

/** Read-only documents of what is sent to a language model. */
export interface SentDocuments extends vscode.Disposable {
  show(request: SentRequest, title: string): Promise<void>;
}

/** Kept in memory as long as the window: never written to the disk. */
export function createSentDocuments(): SentDocuments {
  const texts = new Map<string, string>();
  let number = 0;
  const registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  const closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString()));
  return {
    show: async (request, title) => {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title} ${++number}.json` });
      texts.set(uri.toString(), `${JSON.stringify(request, null, 2)}\n`);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: true });
    },
    dispose: () => vscode.Disposable.from(registration, closing).dispose(),
  };
}
