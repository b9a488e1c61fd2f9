import { PassThrough } from 'node:stream';
import type {
  ClientCapabilities,
  CompletionItem,
  CompletionList,
  Diagnostic,
  InitializeResult,
  Position,
  TextEdit,
} from 'vscode-languageserver';
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Runtime } from '../../server/src/lsp/runtime.ts';
import { startServer } from '../../server/src/lsp/server.ts';
import { methods } from '../../server/src/protocol/index.ts';
import { poll } from './poll.ts';

/** A client as an editor is one, with what it was told so far. */
export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly log: readonly string[];
  readonly notifications: readonly { readonly method: string; readonly params: unknown }[];
  /** The problems that were published last; undefined before the first time. */
  diagnostics(uri: string): readonly Diagnostic[] | undefined;
  /** The problems of a version of an open document. */
  diagnosticsOf(uri: string, version: number): Promise<readonly Diagnostic[]>;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  /** Replaces the text between two positions, as typing does. */
  type(uri: string, at: Position, end: Position, text: string): Promise<void>;
  text(uri: string): string;
  close(uri: string): Promise<void>;
  request<R>(method: string, params: unknown): Promise<R>;
  at<R>(method: string, uri: string, offset: number, more?: object): Promise<R>;
  complete(uri: string, offset: number): Promise<readonly CompletionItem[]>;
  dispose(): Promise<void>;
}

export interface ClientOptions {
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly clientName?: string;
  /** What the client answers when it is asked for settings, by section. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What VS Code says it can do, as far as the server asks. */
export const VSCODE_CAPABILITIES: ClientCapabilities = {
  workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
  textDocument: {
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
  },
};

/** The same with what shows numbers: hints and lenses that the server may ask to be asked for again. */
export const LIVE_CAPABILITIES: ClientCapabilities = {
  ...VSCODE_CAPABILITIES,
  workspace: {
    ...VSCODE_CAPABILITIES.workspace,
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
};

/** A server and a client joined by streams in memory. */
export async function startInMemory(runtime: Runtime, options: ClientOptions = {}): Promise<TestClient> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(ProposedFeatures.all, toServer, toClient);
  const stop = startServer(server, runtime);
  return connect(toClient, toServer, options, stop);
}

/** A client on any pair of streams: those of a child process, or in memory. */
export async function connect(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  options: ClientOptions,
  stop: () => Promise<void>,
): Promise<TestClient> {
  const connection = createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output));
  const log: string[] = [];
  const notifications: { method: string; params: unknown }[] = [];
  const published = new Map<string, { version: number | undefined; diagnostics: readonly Diagnostic[] }>();
  const documents = new Map<string, TextDocument>();
  const told = [methods.builderChanged, methods.insightsChanged, methods.overviewChanged, methods.standingChanged];
  for (const method of told) {
    connection.onNotification(method, (params: unknown) => void notifications.push({ method, params }));
  }
  connection.onNotification('window/logMessage', (params: { message: string }) => void log.push(params.message));
  connection.onNotification(
    'textDocument/publishDiagnostics',
    (params: { uri: string; version?: number; diagnostics: Diagnostic[] }) =>
      void published.set(params.uri, { version: params.version, diagnostics: params.diagnostics }),
  );
  for (const method of ['workspace/inlayHint/refresh', 'workspace/codeLens/refresh']) {
    connection.onRequest(method, () => {
      notifications.push({ method, params: null });
      return null;
    });
  }
  connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) => options.settings?.[section] ?? null),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? VSCODE_CAPABILITIES,
    workspaceFolders: options.folders?.map((uri) => ({ uri, name: uri.split('/').at(-1) ?? uri })) ?? null,
    clientInfo: { name: options.clientName ?? 'test' },
    initializationOptions: options.initializationOptions ?? { trusted: true },
  });
  await connection.sendNotification('initialized', {});

  const client: TestClient = {
    connection,
    initialized,
    log,
    notifications,
    diagnostics: (uri) => published.get(uri)?.diagnostics,
    diagnosticsOf: (uri, version) =>
      poll(() => {
        const last = published.get(uri);
        return last?.version === version ? last.diagnostics : undefined;
      }, `diagnostics of ${uri} version ${version}`),
    async open(uri, text, languageId = uri.endsWith('schema.yaml') ? 'segments-schema' : 'segment') {
      documents.set(uri, TextDocument.create(uri, languageId, 1, text));
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId, version: 1, text },
      });
    },
    async type(uri, start, end, text) {
      const before = documents.get(uri)!;
      const change = { range: { start, end }, text };
      const after = TextDocument.update(before, [change], before.version + 1);
      documents.set(uri, after);
      const textDocument = { uri, version: after.version };
      await connection.sendNotification('textDocument/didChange', { textDocument, contentChanges: [change] });
    },
    text: (uri) => documents.get(uri)!.getText(),
    async close(uri) {
      documents.delete(uri);
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    },
    request: (method, params) => connection.sendRequest(method, params),
    at: (method, uri, offset, more = {}) =>
      connection.sendRequest(method, {
        textDocument: { uri },
        position: documents.get(uri)!.positionAt(offset),
        ...more,
      }),
    async complete(uri, offset) {
      const list = await client.at<CompletionList>('textDocument/completion', uri, offset, {
        context: { triggerKind: 1 },
      });
      return list.items;
    },
    async dispose() {
      try {
        await connection.sendRequest('shutdown');
      } catch {
        // The server has ended already.
      }
      await stop();
      connection.dispose();
    },
  };
  return client;
}

/** A text after an edit or several. */
export const applied = (uri: string, text: string, edits: readonly TextEdit[]): string =>
  TextDocument.applyEdits(TextDocument.create(uri, 'segment', 0, text), [...edits]);
