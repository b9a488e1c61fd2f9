import * as vscode from 'vscode';
import type { Server } from '../language-client/server.ts';

/** A request that a person waits for: a notification with the server's progress and a way to cancel. */
export async function withServerProgress<Result>(
  title: string,
  server: Server,
  method: string,
  params: object,
): Promise<Result> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      let shown = 0;
      const result = await server.requestWithProgress<Result | null>(
        method,
        params,
        ({ message, percentage }) => {
          // VS Code wants steps, the protocol sends totals.
          const increment = percentage === undefined ? undefined : Math.max(percentage - shown, 0);
          shown += increment ?? 0;
          progress.report({ ...(message !== undefined && { message }), ...(increment !== undefined && { increment }) });
        },
        token,
      );
      // The server met a defect and wrote it to the log.
      if (result === null) throw new Error(vscode.l10n.t('The language server could not do it. Its log says why.'));
      return result;
    },
  );
}
