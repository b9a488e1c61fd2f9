import * as vscode from 'vscode';
import { type InsightsParams, type InsightsResult, methods } from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';
import { messageOf } from '../platform/error-text.ts';
import { settings } from '../platform/settings.ts';

export interface Counter extends vscode.Disposable {
  /** Counts now; an older count is cancelled. `fresh`: the data's files are looked at again. */
  count(uri: vscode.Uri, fresh?: boolean): void;
  /** Counts when typing pauses. */
  countSoon(uri: vscode.Uri): void;
  cancel(): void;
}

export interface CounterEvents {
  started(): void;
  /** `stale`: the text has changed since the version that was counted. */
  counted(result: InsightsResult, stale: boolean): void;
}

/** Asks the server for insights, one request at a time: a newer one cancels the older, whose answer is dropped. */
export function createCounter(server: Server, log: vscode.LogOutputChannel, events: CounterEvents): Counter {
  let running: vscode.CancellationTokenSource | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const cancel = () => {
    clearTimeout(waiting);
    waiting = undefined;
    running?.cancel();
    running?.dispose();
    running = undefined;
  };
  const count = async (uri: vscode.Uri, fresh = false) => {
    cancel();
    const source = new vscode.CancellationTokenSource();
    running = source;
    events.started();
    const params: InsightsParams = {
      uri: uri.toString(),
      samples: settings().insights.sampleSize,
      ...(fresh && { refresh: true }),
    };
    try {
      const result = await server.request<InsightsResult | null>(methods.insights, params, source.token);
      if (running !== source) return;
      if (result === null) throw new Error(vscode.l10n.t('its log says why.'));
      events.counted(result, isStale(uri, result.version));
    } catch (error) {
      if (running !== source || error instanceof vscode.CancellationError) return;
      log.error(`${methods.insights}: ${messageOf(error)}`);
      events.counted(unanswered(uri, error), false);
    } finally {
      if (running === source) running = undefined;
      source.dispose();
    }
  };
  return {
    count: (uri, fresh) => void count(uri, fresh),
    countSoon: (uri) => {
      events.started();
      clearTimeout(waiting);
      waiting = setTimeout(() => void count(uri), settings().insights.updateDelay);
    },
    cancel,
    dispose: cancel,
  };
}

function isStale(uri: vscode.Uri, version: number | null): boolean {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open !== undefined && version !== null && version < open.version;
}

/** The server did not answer at all: what the panel says then. */
function unanswered(uri: vscode.Uri, error: unknown): InsightsResult {
  return {
    state: 'failed',
    uri: uri.toString(),
    version: null,
    name: uri.path.split('/').pop() ?? '',
    message: vscode.l10n.t('The language server did not answer: {0}', messageOf(error)),
    action: { title: vscode.l10n.t('Restart Language Server'), command: 'segments.restartServer' },
  };
}
