/**
 * What the rest of the client sees of the language server.
 * Invariant: knows no transport; `node.ts` makes one of a child process, `browser.ts` one of a web worker.
 */
import type * as vscode from 'vscode';

/**
 * Places that projects lie in. A server in a browser reads through VS Code: also repositories that are not cloned
 * (github.dev) and what lies in memory. One in Node reads its disk.
 */
const STORED = process.env['SEGMENTS_BROWSER'] ? ['file', 'vscode-vfs', 'memfs', 'vscode-test-web'] : ['file'];

/** Whether a file or folder is one of a project, and not a revision, a diff or an output. */
export const isStored = ({ scheme }: Pick<vscode.Uri, 'scheme'>): boolean => STORED.includes(scheme);

/** Documents that the server looks after. Untitled ones too: a segment is validated before it has a file. */
export const SELECTOR: readonly { readonly language: string; readonly scheme: string }[] = [
  ...STORED.map((scheme) => ({ language: 'segment', scheme })),
  { language: 'segment', scheme: 'untitled' },
  ...STORED.map((scheme) => ({ language: 'segments-schema', scheme })),
];

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
  /** Whether the server can write a file there. */
  writesTo(target: vscode.Uri): boolean;
  restart(): Promise<void>;
}
