import * as vscode from 'vscode';
import type { Server } from './server.ts';

export interface Latest extends vscode.Disposable {
  /** Asks the server; what was asked before is cancelled. Undefined: cancelled itself, by a newer question or by an edit of the document. */
  ask<Result>(method: string, params: unknown): Promise<Result | undefined>;
  cancel(): void;
}

/** LSP's `ContentModified`: the document changed before the answer was there. */
const CONTENT_MODIFIED = -32801;

/** Questions of which only the newest is of interest. Throws when the server fails. */
export function createLatest(server: Server): Latest {
  let running: vscode.CancellationTokenSource | undefined;
  const cancel = () => {
    running?.cancel();
    running = undefined;
  };
  return {
    ask: async <Result>(method: string, params: unknown) => {
      cancel();
      const source = new vscode.CancellationTokenSource();
      running = source;
      try {
        const result = await server.request<Result>(method, params, source.token);
        return running === source ? result : undefined;
      } catch (error) {
        if (running !== source || error instanceof vscode.CancellationError || isOutdated(error)) return undefined;
        throw error;
      } finally {
        if (running === source) running = undefined;
        source.dispose();
      }
    },
    cancel,
    dispose: cancel,
  };
}

/** The server saw another version of the document than the one that was asked about. */
export function isOutdated(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === CONTENT_MODIFIED;
}
