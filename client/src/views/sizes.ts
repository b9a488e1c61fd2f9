/**
 * The sizes of segments that are on view, counted in the background and a few at a time.
 * Invariant: a size that may be outdated is not given; nothing is counted that nobody looks at, nor before trust.
 */
import * as vscode from 'vscode';
import { methods, type SegmentSize, type SizesResult } from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';
import { settings } from '../platform/settings.ts';

export interface Sizes extends vscode.Disposable {
  /** What is known; undefined as long as it is being found. Asks for it when nobody did. */
  of(uri: string): SegmentSize | undefined;
  /** URIs whose sizes became known. */
  readonly onDidFind: vscode.Event<readonly string[]>;
  /** All sizes may be others now. */
  readonly onDidForget: vscode.Event<void>;
}

/** So many are asked for at once: the first soon show while the others are counted. */
const BATCH = 25;

export function createSizes(server: Server, log: vscode.LogOutputChannel): Sizes {
  const found = new vscode.EventEmitter<readonly string[]>();
  const forgotten = new vscode.EventEmitter<void>();
  const known = new Map<string, SegmentSize>();
  const wanted = new Set<string>();
  let asking: vscode.CancellationTokenSource | undefined;

  const run = async (mine: vscode.CancellationTokenSource): Promise<void> => {
    while (wanted.size > 0 && !mine.token.isCancellationRequested) {
      const uris = [...wanted].slice(0, BATCH);
      const answer = await server.request<SizesResult | null>(methods.sizes, { uris }, mine.token);
      if (mine.token.isCancellationRequested) return;
      for (const uri of uris) wanted.delete(uri);
      for (const size of answer?.sizes ?? []) known.set(size.uri, size);
      found.fire(uris);
    }
  };
  const start = () => {
    if (asking || wanted.size === 0) return;
    const mine = new vscode.CancellationTokenSource();
    asking = mine;
    // What is asked for in one turn goes in one question.
    setTimeout(() => {
      run(mine)
        .catch((error: unknown) => {
          wanted.clear();
          if (!(error instanceof vscode.CancellationError)) {
            log.warn(`Sizes of segments: ${error instanceof Error ? error.message : String(error)}`);
          }
        })
        .finally(() => {
          mine.dispose();
          if (asking === mine) asking = undefined;
          if (!mine.token.isCancellationRequested) start();
        });
    }, 0);
  };
  const forget = () => {
    asking?.cancel();
    asking = undefined;
    known.clear();
    wanted.clear();
    forgotten.fire();
  };
  const listeners = [
    server.onNotification(methods.insightsChanged, forget),
    vscode.workspace.onDidSaveTextDocument(({ languageId }) => languageId === 'segment' && forget()),
    vscode.workspace.onDidGrantWorkspaceTrust(forget),
    vscode.workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('segments.explorer') && forget()),
  ];
  return {
    of: (uri) => {
      if (!vscode.workspace.isTrusted || !settings().explorer.sizes) return undefined;
      const size = known.get(uri);
      if (!size) {
        wanted.add(uri);
        start();
      }
      return size;
    },
    onDidFind: found.event,
    onDidForget: forgotten.event,
    dispose: () => {
      asking?.cancel();
      vscode.Disposable.from(found, forgotten, ...listeners).dispose();
    },
  };
}
