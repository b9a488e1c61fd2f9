/**
 * The host of the insights panel: one panel, beside the editor, that follows the active segment.
 * Invariant: shows numbers only for the segment it is about; a result for an older text is marked stale, an outdated answer is dropped.
 */
import * as vscode from 'vscode';
import type { FromInsightsView, InsightsResult, ToInsightsView } from '../../../server/src/protocol/index.ts';
import { methods } from '../../../server/src/protocol/index.ts';
import { isSegment, type Server } from '../language-client/server.ts';
import { createCounter } from './insights-counter.ts';
import { readMessage, readState } from './insights-messages.ts';
import { configureWebview } from './webview-page.ts';

const VIEW_TYPE = 'segments.insights';

export interface InsightsPanel extends vscode.Disposable {
  /** The segment that the panel is about. */
  readonly target: vscode.Uri | undefined;
  /** Opens the panel beside the editor, or shows the open one, for `uri`. The editor keeps the focus. */
  show(uri: vscode.Uri | undefined): void;
  /** Counts again. */
  refresh(): void;
}

export function registerInsightsPanel(
  extensionUri: vscode.Uri,
  server: Server,
  log: vscode.LogOutputChannel,
): InsightsPanel {
  let panel: vscode.WebviewPanel | undefined;
  let target: vscode.Uri | undefined;
  /** The last message that says everything: given to a webview that was hidden and comes back empty. */
  let last: ToInsightsView = { type: 'idle' };
  let result: InsightsResult | undefined;

  const post = (message: ToInsightsView) => {
    if (message.type !== 'stale') last = message;
    void panel?.webview.postMessage(message);
  };
  const counter = createCounter(server, log, {
    started: () => (result ? post({ type: 'stale' }) : target && post(loading(target))),
    counted: (counted, stale) => {
      result = counted;
      if (panel) panel.title = vscode.l10n.t('Insights: {0}', counted.name);
      post({ type: 'result', result: counted, stale });
    },
  });
  const refresh = (fresh = false) => {
    if (panel?.visible && target) counter.count(target, fresh);
  };
  const setTarget = (uri: vscode.Uri | undefined) => {
    if (!uri || uri.toString() === target?.toString()) return;
    target = uri;
    result = undefined;
    if (panel) panel.title = vscode.l10n.t('Insights');
    post(loading(uri));
    refresh();
  };

  const receive = async (message: FromInsightsView | undefined) => {
    if (message?.type === 'ready') {
      post(last);
      refresh();
    } else if (message?.type === 'refresh') refresh(true);
    else if (message?.type === 'reveal' && target && sameUri(message.uri, target)) await reveal(target, message.line);
    else if (message?.type === 'export') await vscode.commands.executeCommand('segments.exportUsers', target);
    // The webview may only run the one command that the shown result offers.
    else if (message?.type === 'command' && result?.state === 'failed' && result.action?.command === message.command) {
      await vscode.commands.executeCommand(message.command);
    }
  };
  const adopt = (opened: vscode.WebviewPanel) => {
    panel = opened;
    configureWebview(opened.webview, extensionUri, { name: 'insights', title: vscode.l10n.t('Insights') });
    opened.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'insights-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'insights-dark.svg'),
    };
    void vscode.commands.executeCommand('setContext', 'segments.insightsOpen', true);
    opened.webview.onDidReceiveMessage((message: unknown) => receive(readMessage(message)));
    let visible = opened.visible;
    opened.onDidChangeViewState(() => {
      // It also tells of the focus, which changes no number.
      if (visible === opened.visible) return;
      visible = opened.visible;
      if (visible) refresh();
      else counter.cancel();
    });
    opened.onDidDispose(() => {
      panel = undefined;
      counter.cancel();
      void vscode.commands.executeCommand('setContext', 'segments.insightsOpen', false);
    });
  };

  const listeners = [
    vscode.window.onDidChangeActiveTextEditor((editor) => panel && setTarget(segmentOf(editor))),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!contentChanges.length || !panel?.visible || document.uri.toString() !== target?.toString()) return;
      counter.countSoon(document.uri);
    }),
    server.onNotification<{ uri?: string }>(methods.insightsChanged, ({ uri }) => {
      if (panel?.visible && target && (uri === undefined || sameUri(uri, target))) counter.countSoon(target);
    }),
    server.onState((state) => state === 'running' && refresh()),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (restored, state) => {
        const uri = segmentOf(vscode.window.activeTextEditor) ?? readState(state);
        adopt(restored);
        setTarget(uri);
      },
    }),
  ];
  return {
    get target() {
      return panel ? target : undefined;
    },
    show: (uri) => {
      if (panel) panel.reveal(undefined, true);
      else {
        const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
        adopt(vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t('Insights'), place, {}));
      }
      setTarget(uri);
    },
    refresh: () => refresh(true),
    dispose: () => {
      counter.dispose();
      for (const listener of listeners) listener.dispose();
      panel?.dispose();
    },
  };
}

function segmentOf(editor: vscode.TextEditor | undefined): vscode.Uri | undefined {
  return editor && isSegment(editor.document) ? editor.document.uri : undefined;
}

/** Two writings of one address are the same place: the server's may be encoded otherwise. */
function sameUri(text: string, uri: vscode.Uri): boolean {
  return vscode.Uri.parse(text).toString() === uri.toString();
}

function loading(uri: vscode.Uri): ToInsightsView {
  const file = uri.path.split('/').pop() ?? '';
  return { type: 'loading', name: file.replace(/\.segment\.ya?ml$/, ''), uri: uri.toString() };
}

/** Shows a line of the segment in its editor and puts the cursor there. */
async function reveal(uri: vscode.Uri, line: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const at = document.lineAt(Math.min(line, document.lineCount - 1)).range;
  const cursor = new vscode.Position(at.start.line, document.lineAt(at.start.line).firstNonWhitespaceCharacterIndex);
  await vscode.window.showTextDocument(document, {
    viewColumn: visible?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(cursor, cursor),
    preview: false,
  });
}
