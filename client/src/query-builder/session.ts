/**
 * One open query builder: between its webview, the document and the server.
 * Invariant: the document is the only state. What a person does becomes one text edit of it, made for the version that
 * was shown; whatever changes the document (typing beside it, undo, git) makes a new model.
 */
import * as vscode from 'vscode';
import {
  type BuilderCounts,
  type BuilderEdit,
  type BuilderEditResult,
  type BuilderModel,
  type BuilderOptions,
  type BuilderParams,
  type BuilderValues,
  type FromBuilderView,
  methods,
  type ToBuilderView,
} from '../../../server/src/protocol/index.ts';
import { createLatest, isOutdated } from '../language-client/latest.ts';
import type { Server } from '../language-client/server.ts';
import { messageOf, stackOf } from '../platform/error-text.ts';
import { settings } from '../platform/settings.ts';

type Outcome = Extract<ToBuilderView, { type: 'edited' }>['outcome'];

export interface Session extends vscode.Disposable {
  receive(message: FromBuilderView): Promise<void>;
  /** The webview can or cannot be seen: a hidden one needs no numbers. */
  setVisible(visible: boolean): void;
}

/** At most so many suggestions at once: more are found by typing. */
const LIMIT = 60;
/** How often, and how long after, a model is asked for again while the server does not know the text yet. */
const TRIES = 20;
const PAUSE = 250;

export function openSession(
  document: vscode.TextDocument,
  post: (message: ToBuilderView) => void,
  server: Server,
  log: vscode.LogOutputChannel,
): Session {
  const models = createLatest(server);
  const options = createLatest(server);
  const values = createLatest(server);
  const counts = createLatest(server);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let visible = true;
  let last: BuilderCounts | undefined;
  /** Edits one after the other: the next is made for what the one before left. */
  let editing: Promise<unknown> = Promise.resolve();

  const at = (version = document.version): BuilderParams => ({ uri: document.uri.toString(), version });
  const told = (error: unknown): string => {
    const message = messageOf(error);
    log.error(`${document.uri.path}: ${stackOf(error)}`);
    return vscode.l10n.t('The language server did not answer: {0}', message);
  };

  /** Without suggestions a value can still be typed: the log is told. */
  const quiet = (error: unknown) => {
    told(error);
    return null;
  };

  const sendModel = async (tries = TRIES): Promise<void> => {
    clearTimeout(again);
    const { version } = document;
    const mine = ++asked;
    try {
      const noSchema = vscode.l10n.t('No segments.schema.yaml lies above this file.');
      const model = await models.ask<BuilderModel | null>(methods.builderModel, at());
      if (model) post({ type: 'model', model });
      else if (model === null) post({ type: 'unavailable', message: noSchema });
      // A newer text asks for itself. This one the server does not know yet, or never will.
      else if (mine !== asked || version !== document.version) return;
      else if (tries > 0) again = setTimeout(() => void sendModel(tries - 1), PAUSE);
      else post({ type: 'unavailable', message: noSchema });
    } catch (error) {
      post({ type: 'unavailable', message: told(error) });
    }
  };
  const count = async () => {
    clearTimeout(waiting);
    if (!visible) return;
    try {
      const counted = await counts.ask<BuilderCounts>(methods.builderCounts, at());
      if (!counted) return;
      last = counted;
      post({ type: 'counts', counts: counted });
    } catch (error) {
      post({ type: 'counts', counts: { state: 'failed', version: document.version, message: told(error) } });
    }
  };
  const countSoon = () => {
    counts.cancel();
    clearTimeout(waiting);
    if (!visible) return;
    post({ type: 'counting' });
    waiting = setTimeout(() => void count(), settings().insights.updateDelay);
  };
  const refresh = () => {
    void sendModel();
    countSoon();
  };

  const apply = async (version: number, edit: BuilderEdit): Promise<Outcome> => {
    if (version !== document.version) return { state: 'stale' };
    try {
      const result = await server.request<BuilderEditResult | null>(methods.builderEdit, { ...at(version), edit });
      if (!result) throw new Error(vscode.l10n.t('its log says why.'));
      if (result.state === 'refused') return result;
      if (result.version !== document.version) return { state: 'stale' };
      const { cards } = result;
      if (!result.edits.length) return { state: 'done', version, cards };
      const change = new vscode.WorkspaceEdit();
      change.set(
        document.uri,
        result.edits.map(({ range: { start, end }, newText }) =>
          vscode.TextEdit.replace(new vscode.Range(start.line, start.character, end.line, end.character), newText),
        ),
      );
      if (!(await vscode.workspace.applyEdit(change))) {
        return { state: 'refused', reason: vscode.l10n.t('The file cannot be changed.') };
      }
      return { state: 'done', version: document.version, cards };
    } catch (error) {
      return isOutdated(error) ? { state: 'stale' } : { state: 'refused', reason: told(error) };
    }
  };

  const receive = async (message: FromBuilderView): Promise<void> => {
    switch (message.type) {
      case 'ready':
        await sendModel();
        countSoon();
        return;
      case 'edit': {
        const { id, version, edit } = message;
        const outcome = editing.then(() => apply(version, edit));
        editing = outcome;
        post({ type: 'edited', id, outcome: await outcome });
        if ((await outcome).state === 'stale') await sendModel();
        return;
      }
      case 'options': {
        const { id, version, at: place, search } = message;
        const params = { ...at(version), at: place, search, limit: LIMIT };
        const found = options.ask<BuilderOptions>(methods.builderOptions, params).catch(quiet);
        post({ type: 'options', id, options: (await found) ?? null });
        return;
      }
      case 'values': {
        const { id, version, field, search } = message;
        const params = { ...at(version), field, search, limit: LIMIT };
        const found = values.ask<BuilderValues>(methods.builderValues, params).catch(quiet);
        post({ type: 'values', id, values: (await found) ?? null });
        return;
      }
      case 'reveal':
        return reveal(document, message.line);
      case 'text':
        return void (await vscode.commands.executeCommand('segments.openAsText', document.uri));
      case 'refine':
        try {
          await vscode.commands.executeCommand('segments.refine', document.uri, message.prompt);
        } finally {
          post({ type: 'refined' });
        }
        return;
      case 'insights':
        return void (await vscode.commands.executeCommand('segments.showInsights', document.uri));
      case 'count':
        post({ type: 'counting' });
        return count();
      case 'command':
        // The webview may only run the one command that the shown numbers offer.
        if (last?.state === 'failed' && last.action?.command === message.command) {
          await vscode.commands.executeCommand(message.command);
        }
        return;
    }
  };

  const listeners = [
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && event.contentChanges.length) refresh();
    }),
    server.onNotification(methods.builderChanged, refresh),
    server.onNotification<{ uri?: string }>(methods.insightsChanged, ({ uri }) => {
      if (uri === undefined || vscode.Uri.parse(uri).toString() === document.uri.toString()) countSoon();
    }),
    server.onState((state) => state === 'running' && refresh()),
  ];
  return {
    receive,
    setVisible: (now) => {
      if (now === visible) return;
      visible = now;
      if (visible) countSoon();
      else counts.cancel();
    },
    dispose: () => {
      clearTimeout(waiting);
      clearTimeout(again);
      for (const one of [models, options, values, counts, ...listeners]) one.dispose();
    },
  };
}

/** Shows a line of the text beside the builder, or in the editor that shows it already. */
async function reveal(document: vscode.TextDocument, line: number): Promise<void> {
  const at = document.lineAt(Math.min(line, document.lineCount - 1));
  const cursor = new vscode.Position(at.lineNumber, at.firstNonWhitespaceCharacterIndex);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.Beside,
    selection: new vscode.Range(cursor, cursor),
    preview: false,
  });
}
