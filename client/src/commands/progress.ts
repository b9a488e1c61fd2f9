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
      return server.requestWithProgress<Result>(
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
    },
  );
}
