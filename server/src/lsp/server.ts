import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  createWorkspace,
  type FileChange,
  isSchemaFile,
  isSkipped,
  normalizeUri,
  openDocument,
  type ProjectSnapshot,
} from '../project/index.ts';
import { type AsOfParams, methods } from '../protocol/index.ts';
import { earlierProjects } from '../revisions/index.ts';
import { bindFeatures, featureCapabilities } from './bind-features.ts';
import { type Client, clientOf } from './capabilities.ts';
import { registerCustomRequests } from './custom-requests.ts';
import { createDiagnostics, type Diagnostics } from './diagnostics/index.ts';
import { overviewChanged } from './explorer-requests.ts';
import { isData, KINDS, trustedIndex, WATCHED } from './files.ts';
import { createLiveData } from './live-data.ts';
import { othersChanged, vocabularyChanged } from './others-changed.ts';
import type { Log } from './run-safe.ts';
import type { Runtime } from './runtime.ts';
import { createSettings } from './settings.ts';
import { createStores } from './stores.ts';

/** While typing, problems are looked for after so many milliseconds without another letter. */
const TYPING_PAUSE = 150;

/** Serves the segment language on a connection. The returned function ends what is still at work. */
export function startServer(connection: Connection, runtime: Runtime): () => Promise<void> {
  const log: Log = {
    error: (message) => connection.console.error(message),
    info: (message) => connection.console.info(message),
  };
  const workspace = createWorkspace(runtime.host, { index: trustedIndex(runtime, () => trusted) });
  let asOf: string | undefined;
  const stores = createStores(runtime, {
    asOf: () => asOf,
    changed: (rootUri) => {
      const now = stores.standing(rootUri);
      const built = now.state === 'ready' ? { builtAt: new Date(now.info.builtAt).toISOString() } : {};
      connection.sendNotification(methods.standingChanged, { rootUri, ...built }).catch(() => undefined);
      data.changed();
    },
  });
  const documents = new TextDocuments(TextDocument);
  const earlier = earlierProjects();
  let client: Client | undefined;
  let diagnostics: Diagnostics | undefined;
  let folders: readonly string[] = [];
  let trusted = false;

  const settings = createSettings(connection, {
    client: () => client,
    log,
    changed: () => {
      data.consider();
      data.refresh();
      diagnostics?.more();
    },
  });
  const data = createLiveData({
    connection,
    workspace,
    stores,
    log,
    client: () => client,
    trusted: () => trusted,
    settings: () => (settings.known ? settings.current : undefined),
    runtime,
    earlier,
    hintsChanged: () => diagnostics?.more(),
  });

  const insightsChanged = (uri?: string) => {
    data.changed();
    connection.sendNotification(methods.insightsChanged, uri === undefined ? {} : { uri }).catch(() => undefined);
  };

  connection.onInitialize((params): InitializeResult => {
    client = clientOf(params);
    trusted = client.trusted;
    folders = params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
    let seen: readonly ProjectSnapshot[] | undefined;
    diagnostics = createDiagnostics({
      connection,
      workspace,
      log,
      client,
      open: () => new Map(documents.keys().map((uri) => [normalizeUri(uri), uri])),
      sources: [data],
      checked: (snapshots) => {
        if (seen && othersChanged(seen, snapshots)) insightsChanged();
        if (vocabularyChanged(seen ?? [], snapshots)) {
          connection.sendNotification(methods.builderChanged, {}).catch(() => undefined);
          if (client?.refreshesTokens) connection.languages.semanticTokens.refresh();
        }
        if (overviewChanged(seen ?? [], snapshots))
          connection.sendNotification(methods.overviewChanged).catch(() => undefined);
        seen = snapshots;
      },
    });
    return {
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          save: { includeText: false },
        },
        ...featureCapabilities({ workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
        ...(client.pullsDiagnostics
          ? {
              diagnosticProvider: {
                identifier: 'segments',
                interFileDependencies: true,
                workspaceDiagnostics: true,
              },
            }
          : {}),
      },
      serverInfo: { name: 'segments' },
    };
  });

  const addFolder = (uri: string) => {
    workspace.addFolder(normalizeUri(uri).replace(/\/$/, '')).then(
      () => diagnostics?.schedule(0),
      (error: unknown) => log.error(`Looking for projects in ${uri}: ${String(error)}`),
    );
  };

  connection.onInitialized(() => {
    settings.follow();
    // Not earlier: in a browser it takes requests to the client.
    for (const folder of folders) addFolder(folder);
    if (client?.watchesFiles) {
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch((error: unknown) => {
        log.error(`The client does not watch files: ${String(error)}`);
      });
    }
    if (client?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of added) addFolder(uri);
        for (const { uri } of removed) workspace.removeFolder(normalizeUri(uri).replace(/\/$/, ''));
        diagnostics?.schedule(0);
      });
    }
  });

  documents.onDidOpen(({ document }) => {
    setDocument(document, 0);
    data.opened(document.uri);
  });
  documents.onDidChangeContent(({ document }) => setDocument(document, document.version <= 1 ? 0 : TYPING_PAUSE));
  documents.onDidSave(({ document }) => {
    const uri = normalizeUri(document.uri);
    // A schema that was changed but not saved may have kept segments from being counted.
    filesChanged([{ uri, kind: 'changed' }], isSchemaFile(uri));
    diagnostics?.schedule(0);
  });
  documents.onDidClose(({ document }) => {
    data.closed(document.uri);
    workspace.closeDocument(normalizeUri(document.uri)).then(
      () => diagnostics?.schedule(0),
      (error: unknown) => log.error(String(error)),
    );
  });

  const setDocument = (document: TextDocument, delay: number) => {
    data.edited(document.uri);
    workspace
      .setDocument(openDocument(normalizeUri(document.uri), document.getText(), document.version))
      .catch((error: unknown) => log.error(`${document.uri}: ${String(error)}`));
    diagnostics?.schedule(delay);
  };

  const filesChanged = (changes: readonly FileChange[], recount = false) => {
    workspace.filesChanged(changes).then(
      (affected) => {
        if (affected.length > 0 || changes.some(({ uri }) => isSchemaFile(uri))) diagnostics?.schedule(0);
        const { projects } = workspace;
        const stale = projects.filter(({ rootUri }) =>
          changes.some(({ uri }) => isData(uri) && !isSkipped(rootUri, uri)),
        );
        for (const project of stale) stores.invalidate(project.rootUri);
        if (recount || stale.length > 0) insightsChanged();
      },
      (error: unknown) => log.error(`Watched files: ${String(error)}`),
    );
  };

  connection.onDidChangeWatchedFiles(({ changes }) => {
    filesChanged(changes.map(({ uri, type }) => ({ uri: normalizeUri(uri), kind: KINDS[type] })));
  });
  connection.onNotification(methods.trustChanged, (params: unknown) => {
    trusted = (params as { readonly trusted?: unknown } | undefined)?.trusted === true;
    insightsChanged();
  });
  connection.onNotification(methods.headChanged, () => data.committed());
  connection.onNotification(methods.asOfChanged, (params: Partial<AsOfParams> | undefined) => {
    asOf = typeof params?.asOf === 'string' ? params.asOf : undefined;
    insightsChanged();
  });

  bindFeatures({
    connection,
    workspace,
    documents,
    data,
    settings: () => settings.current,
    runtime,
    log,
    client: () => client,
  });

  registerCustomRequests({
    connection,
    runtime,
    workspace,
    stores,
    data,
    earlier,
    log,
    trusted: () => trusted,
    client: () => client,
    insightsChanged,
    sent: {},
  });

  const stop = async () => {
    diagnostics?.dispose();
    data.dispose();
    await stores.close();
  };
  connection.onShutdown(stop);
  connection.onRequest((method: string) => new ResponseError(-32601, `Unknown request ${method}.`));
  documents.listen(connection);
  connection.listen();
  return stop;
}
