/**
 * The host of the insights panel: one panel, beside the editor, that follows the active segment.
 * Invariant: shows numbers only for the segment it is about; a result for an older text is marked stale, an outdated answer is dropped.
 */
import * as vscode from 'vscode';
import type { FromInsightsView, InsightsResult, ToInsightsView } from '../../../server/src/protocol/index.ts';
import { methods } from '../../../server/src/protocol/index.ts';
import type { Server } from '../language-client/server.ts';
import type { AsOf } from '../platform/as-of.ts';
import { messageOf } from '../platform/error-text.ts';
import type { Head } from '../platform/head.ts';
import { activeInBuilder } from '../query-builder/view-type.ts';
import { findComparable } from './comparable.ts';
import { createCounter } from './insights-counter.ts';
import { readArrangement, readMessage, readState } from './insights-messages.ts';
import { confirmPersonal, saveImage } from './insights-services.ts';
import { fileOfWorkspace, revealLine, sameUri, segmentOf } from './insights-uris.ts';
import { createSectionQuestions } from './section-questions.ts';
import { configureWebview } from './webview-page.ts';

const VIEW_TYPE = 'segments.insights';
/** How the sections are arranged, in the workspace's memory. */
const ARRANGEMENT = 'segments.insights.arrangement';

export interface InsightsPanel extends vscode.Disposable {
  /** The segment that the panel is about. */
  readonly target: vscode.Uri | undefined;
  /** Opens the panel beside the editor, or shows the open one, for `uri`, at a section. The editor keeps the focus. */
  show(uri: vscode.Uri | undefined, section?: string): void;
  /** Counts again. */
  refresh(): void;
}

export interface InsightsServices {
  readonly extensionUri: vscode.Uri;
  readonly server: Server;
  readonly log: vscode.LogOutputChannel;
  readonly asOf: AsOf;
  readonly head: Head;
  /** The workspace's. */
  readonly memory: vscode.Memento;
}

export function registerInsightsPanel(services: InsightsServices): InsightsPanel {
  const { extensionUri, server, log, asOf, head, memory } = services;
  let panel: vscode.WebviewPanel | undefined;
  let target: vscode.Uri | undefined;
  /** The last message that says everything: given to a webview that was hidden and comes back empty. */
  let last: ToInsightsView = { type: 'idle' };
  let result: InsightsResult | undefined;
  /** The person confirmed that personal data of the target is shown. */
  let isRevealed = false;
  /** The page compares the target with something, or lets it be compared. */
  let isCompared = false;

  /** The page listens. */
  let isReady = false;
  /** The section to be opened when it does. */
  let wanted: string | undefined;

  const tell = (message: ToInsightsView) => void panel?.webview.postMessage(message);
  const post = (message: ToInsightsView) => {
    if (message.type !== 'stale') last = message;
    tell(message);
  };
  const questions = createSectionQuestions(server, log, tell);
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
    setRevealed(false);
    isCompared = false;
    questions.cancel();
    if (panel) panel.title = vscode.l10n.t('Insights');
    post(loading(uri));
    refresh();
  };
  const setRevealed = (reveal: boolean) => {
    isRevealed = reveal;
    tell({ type: 'personal', isRevealed });
  };
  const openSection = (section: string | undefined) => {
    if (section !== undefined) tell({ type: 'open-section', section });
  };
  const tellComparable = async (): Promise<void> => {
    if (target) tell({ type: 'comparable', comparable: await findComparable(server, target) });
  };
  const tellAsOf = () => tell({ type: 'as-of', chosen: asOf.value ?? null });

  const receive = async (message: FromInsightsView): Promise<void> => {
    switch (message.type) {
      case 'ready':
        tell({ type: 'arrangement', arrangement: readArrangement(memory.get(ARRANGEMENT)) });
        tellAsOf();
        tell({ type: 'personal', isRevealed });
        post(last);
        isReady = true;
        openSection(wanted);
        wanted = undefined;
        return refresh();
      case 'refresh':
        return refresh(true);
      case 'ask':
        return target && questions.ask(target, message, isRevealed);
      case 'drop':
        return questions.drop(message.section);
      case 'comparable':
        isCompared = true;
        return tellComparable();
      case 'arrange':
        return memory.update(ARRANGEMENT, message.arrangement ?? undefined);
      case 'personal':
        return setRevealed(message.reveal && (await confirmPersonal(result?.name ?? '')));
      case 'as-of':
        return asOf.choose(message.asOf, result?.state === 'ready' ? result.store.latestEvent : null);
      case 'reveal': {
        const uri = target && sameUri(message.uri, target) ? target : fileOfWorkspace(message.uri);
        return uri && revealLine(uri, message.line);
      }
      case 'open': {
        const uri = fileOfWorkspace(message.uri);
        if (uri) await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One, preview: false });
        return;
      }
      case 'export':
        return vscode.commands.executeCommand('segments.exportUsers', target, message);
      case 'copy':
        return vscode.env.clipboard.writeText(message.text);
      case 'save-image':
        return saveImage(target, message.name, message.png);
      case 'command':
        // The webview may only run the one command that the shown result offers.
        if (result?.state !== 'failed' || result.action?.command !== message.command) return;
        return vscode.commands.executeCommand(message.command);
    }
  };
  const hear = async (data: unknown): Promise<void> => {
    const message = readMessage(data);
    if (!message) return log.warn('The insights page said what is not understood.');
    try {
      await receive(message);
    } catch (error) {
      const words = messageOf(error);
      log.error(`Insights, ${message.type}: ${words}`);
      void vscode.window.showErrorMessage(words);
    }
  };
  const pause = () => {
    counter.cancel();
    questions.cancel();
  };
  const adopt = (opened: vscode.WebviewPanel) => {
    panel = opened;
    configureWebview(opened.webview, extensionUri, { name: 'insights', title: vscode.l10n.t('Insights') });
    opened.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'insights-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'insights-dark.svg'),
    };
    void vscode.commands.executeCommand('setContext', 'segments.insightsOpen', true);
    opened.webview.onDidReceiveMessage(hear);
    let visible = opened.visible;
    opened.onDidChangeViewState(() => {
      // It also tells of the focus, which changes no number.
      if (visible === opened.visible) return;
      visible = opened.visible;
      if (visible) refresh();
      else pause();
    });
    opened.onDidDispose(() => {
      panel = undefined;
      isReady = false;
      pause();
      void vscode.commands.executeCommand('setContext', 'segments.insightsOpen', false);
    });
  };

  const listeners = [
    vscode.window.onDidChangeActiveTextEditor((editor) => panel && setTarget(segmentOf(editor))),
    // The query builder is no text editor: its tab tells.
    vscode.window.tabGroups.onDidChangeTabs(() => panel && setTarget(activeInBuilder())),
    vscode.window.tabGroups.onDidChangeTabGroups(() => panel && setTarget(activeInBuilder())),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (!contentChanges.length || !panel?.visible || document.uri.toString() !== target?.toString()) return;
      counter.countSoon(document.uri);
    }),
    server.onNotification<{ uri?: string }>(methods.insightsChanged, ({ uri }) => {
      if (panel?.visible && target && (uri === undefined || sameUri(uri, target))) counter.countSoon(target);
    }),
    head.onDidChange(() => {
      if (!panel?.visible || !target || !isCompared) return;
      tellComparable().catch((error: unknown) => log.warn(`What there is to compare with: ${String(error)}`));
      counter.countSoon(target);
    }),
    server.onState((state) => state === 'running' && refresh()),
    asOf.onDidChange(tellAsOf),
    vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (restored, state) => {
        const uri = segmentOf(vscode.window.activeTextEditor) ?? activeInBuilder() ?? readState(state);
        adopt(restored);
        setTarget(uri);
      },
    }),
  ];
  return {
    get target() {
      return panel ? target : undefined;
    },
    show: (uri, section) => {
      if (panel) panel.reveal(undefined, true);
      else {
        const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
        adopt(vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t('Insights'), place, {}));
      }
      setTarget(uri);
      if (isReady) openSection(section);
      else wanted = section;
    },
    refresh: () => refresh(true),
    dispose: () => {
      counter.dispose();
      questions.dispose();
      for (const listener of listeners) listener.dispose();
      panel?.dispose();
    },
  };
}

function loading(uri: vscode.Uri): ToInsightsView {
  const file = uri.path.split('/').pop() ?? '';
  return { type: 'loading', name: file.replace(/\.segment\.ya?ml$/, ''), uri: uri.toString() };
}
