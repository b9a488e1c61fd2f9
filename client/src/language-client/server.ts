/**
 * What the rest of the client sees of the language server.
 * Invariant: knows no transport; `node.ts` makes one of a child process, a browser twin could make one of a worker.
 */
import type * as vscode from 'vscode';

/** Documents that the server looks after. Untitled ones too: a segment is validated before it has a file. */
export const SELECTOR = [
  { language: 'segment', scheme: 'file' },
  { language: 'segment', scheme: 'untitled' },
  { language: 'segments-schema', scheme: 'file' },
] as const;

/** A segment that can be edited: not an earlier version, nor a change that is only proposed. */
export function isSegment({ languageId, uri }: Pick<vscode.TextDocument, 'languageId' | 'uri'>): boolean {
  return (
    languageId === 'segment' && SELECTOR.some(({ language, scheme }) => language === 'segment' && scheme === uri.scheme)
  );
}

/** A project schema. */
export function isSchema({ languageId }: Pick<vscode.TextDocument, 'languageId'>): boolean {
  return languageId === 'segments-schema';
}

export type ServerState = 'starting' | 'running' | 'stopped';

export interface Server extends vscode.Disposable {
  readonly state: ServerState;
  readonly onState: vscode.Event<ServerState>;
  /** Waits for the server to run. Throws a `vscode.CancellationError` when the token was cancelled. */
  request<Result>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<Result>;
  /** As `request`; `report` is called with each message of the work's progress. `params` gets a `workDoneToken`. */
  requestWithProgress<Result>(
    method: string,
    params: object,
    report: (progress: { message?: string; percentage?: number }) => void,
    token: vscode.CancellationToken,
  ): Promise<Result>;
  notify(method: string, params: unknown): void;
  onNotification<Params>(method: string, handler: (params: Params) => void): vscode.Disposable;
  restart(): Promise<void>;
}
