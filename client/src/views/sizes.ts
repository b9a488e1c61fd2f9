/** The sizes of segments that are on view. Nothing is counted that nobody looks at, nor before trust. */
import * as vscode from 'vscode';
import { methods, type SegmentSize, type SizesParams, type SizesResult } from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';
import type { Head } from '../platform/head.ts';
import { settings } from '../platform/settings.ts';
import { createBackground } from './background.ts';

export interface Sizes extends vscode.Disposable {
  /** By URI; undefined as long as it is not known. */
  of(uri: string): SegmentSize | undefined;
  /** URIs whose sizes became known. */
  readonly onDidFind: vscode.Event<readonly string[]>;
  readonly onDidForget: vscode.Event<void>;
}

export function createSizes(server: Server, head: Head, log: vscode.LogOutputChannel): Sizes {
  const sizes = createBackground<null, SegmentSize>({
    what: 'Sizes of segments',
    batch: 25,
    log,
    ask: async (items, token) => {
      const params: SizesParams = { uris: [...items.keys()] };
      const answer = await server.request<SizesResult | null>(methods.sizes, params, token);
      return { asked: params.uris, answers: new Map((answer?.sizes ?? []).map((size) => [size.uri, size])) };
    },
  });
  const listeners = [
    server.onNotification(methods.insightsChanged, sizes.forget),
    // What entered and left is against the last commit.
    head.onDidChange(sizes.forget),
    vscode.workspace.onDidSaveTextDocument(({ languageId }) => languageId === 'segment' && sizes.forget()),
    vscode.workspace.onDidGrantWorkspaceTrust(sizes.forget),
    vscode.workspace.onDidChangeConfiguration(
      (change) => change.affectsConfiguration('segments.explorer') && sizes.forget(),
    ),
  ];
  return {
    of: (uri) => (vscode.workspace.isTrusted && settings().explorer.sizes ? sizes.of(uri, null) : undefined),
    onDidFind: sizes.onDidFind,
    onDidForget: sizes.onDidForget,
    dispose: () => vscode.Disposable.from(sizes, ...listeners).dispose(),
  };
}
