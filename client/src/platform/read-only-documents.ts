import * as vscode from 'vscode';

/** Documents that are made to be read: never dirty, never written to the disk, kept as long as they are open. */
export interface ReadOnlyDocuments extends vscode.Disposable {
  /** `name` with the suffix that says the language. */
  show(name: string, text: string, look?: vscode.TextDocumentShowOptions): Promise<void>;
}

export function createReadOnlyDocuments(scheme: string): ReadOnlyDocuments {
  const texts = new Map<string, string>();
  let number = 0;
  const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
  });
  const closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString()));
  return {
    show: async (name, text, look) => {
      // Each in a folder of its own, so that names need no numbers.
      const uri = vscode.Uri.from({ scheme, path: `/${++number}/${name}` });
      texts.set(uri.toString(), text);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: true, ...look });
    },
    dispose: () => vscode.Disposable.from(registration, closing).dispose(),
  };
}
