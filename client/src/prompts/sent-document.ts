import type * as vscode from 'vscode';
import type { SentRequest } from '../../../server/src/protocol/index.ts';
import { createReadOnlyDocuments } from '../platform/read-only-documents.ts';

/** Read-only documents of what is sent to a language model. */
export interface SentDocuments extends vscode.Disposable {
  show(request: SentRequest, title: string): Promise<void>;
}

export function createSentDocuments(): SentDocuments {
  const documents = createReadOnlyDocuments('segments-sent');
  return {
    show: (request, title) => documents.show(`${title}.json`, `${JSON.stringify(request, null, 2)}\n`),
    dispose: () => documents.dispose(),
  };
}
