/** What both language clients, of a process and of a web worker, have in common. */
import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  type LanguageClientOptions,
  LSPErrorCodes,
  ResponseError,
  RevealOutputChannelOn,
  State,
  WorkDoneProgress,
} from 'vscode-languageclient';
import { type InitializationOptions, type LanguageModelResult, methods } from '../../../server/src/protocol/index.ts';
import { askLanguageModel, hasLanguageModels } from '../language-model/language-model.ts';
import { withoutSecrets } from '../platform/log.ts';
import { actionMiddleware } from './action-commands.ts';
import { notificationHub } from './notifications.ts';
import { SELECTOR, type Server, type ServerState } from './server.ts';

export function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
  const initializationOptions: () => InitializationOptions = () => ({
    trusted: vscode.workspace.isTrusted,
    languageModels: hasLanguageModels(),
    ownCommands: true,
  });
  return {
    documentSelector: [...SELECTOR],
    initializationOptions,
    outputChannel: log,
    traceOutputChannel: withoutSecrets(log),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // Messages quote what users typed: no trusted links, no HTML.
    markdown: { isTrusted: false, supportHtml: false },
    diagnosticPullOptions: { onChange: true, onTabs: true },
    middleware: actionMiddleware,
  };
}

/** Starts the client and gives what the rest of the extension sees of it. */
export function connect(
  client: BaseLanguageClient,
  log: vscode.LogOutputChannel,
  { writesTo, ended }: Pick<Server, 'writesTo'> & { readonly ended?: () => void },
): Server {
  client.onRequest<LanguageModelResult, void>(methods.languageModel, askLanguageModel);
  const notifications = notificationHub((method, handler) => client.onNotification(method, handler));
  const states = new vscode.EventEmitter<ServerState>();
  client.onDidChangeState(({ newState }) => states.fire(stateOf(newState)));
  const started = client.start().catch((error: unknown) => {
    log.error(`The language server did not start: ${String(error)}`);
    throw error;
  });
  // Each request reports the failure itself; this only keeps it from being an unhandled rejection.
  started.catch(() => {});
  let restarted: Promise<void> = started;

  const request = async <Result>(
    method: string,
    params: unknown,
    token?: vscode.CancellationToken,
  ): Promise<Result> => {
    await restarted;
    try {
      // An undefined token would be taken for a second parameter.
      return await (token
        ? client.sendRequest<Result>(method, params, token)
        : client.sendRequest<Result>(method, params));
    } catch (error) {
      throw isCancellation(error, token) ? new vscode.CancellationError() : error;
    }
  };
  return {
    get state() {
      return stateOf(client.state);
    },
    onState: states.event,
    writesTo,
    request,
    requestWithProgress: async (method, params, report, token) => {
      await restarted;
      const workDoneToken = crypto.randomUUID();
      const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind !== 'end') report(value);
      });
      try {
        return await request(method, { ...params, workDoneToken }, token);
      } finally {
        listening.dispose();
      }
    },
    notify: (method, params) => {
      restarted
        .then(() => client.sendNotification(method, params))
        .catch((error: unknown) => log.error(`${method}: ${String(error)}`));
    },
    onNotification: notifications.on,
    restart: () => {
      restarted = client.isRunning() ? client.stop().then(() => client.start()) : client.start();
      return restarted;
    },
    dispose: () => {
      states.dispose();
      notifications.dispose();
      void client
        .dispose()
        .catch(() => {})
        .finally(ended);
    },
  };
}

function stateOf(state: State): ServerState {
  if (state === State.Running) return 'running';
  return state === State.Starting ? 'starting' : 'stopped';
}

function isCancellation(error: unknown, token: vscode.CancellationToken | undefined): boolean {
  if (token?.isCancellationRequested) return true;
  const codes: readonly number[] = [
    LSPErrorCodes.RequestCancelled,
    LSPErrorCodes.ServerCancelled,
    LSPErrorCodes.ContentModified,
  ];
  return error instanceof ResponseError && codes.includes(error.code);
}
