/** One language server over stdio and the client that drives it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';

export interface Server {
  readonly name: string;
  readonly command: readonly string[];
  /** Answers to workspace/configuration, by section. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly languageId: string;
}

export interface Document {
  readonly uri: string;
  readonly text: string;
  /** The line whose event the edits change, and where its name begins. */
  readonly line: number;
  readonly character: number;
  /** Names of events that are right there. */
  readonly events: readonly string[];
}

export interface Session {
  readonly initializeMs: number;
  readonly firstMs: number;
  /** Types a right or a wrong name; the time until the diagnostics say so. */
  edit(wrong: boolean): Promise<number>;
  complete(): Promise<{ readonly ms: number; readonly items: number }>;
  request<Result>(method: string, params: object): Promise<Result>;
  /** Resolves when a file has problems, at once when it had them already. */
  problemsOf(uri: string): Promise<void>;
  rssMb(): number;
  stop(): Promise<void>;
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly range: { readonly start: { readonly line: number } } }[];
}

/** What stands in the document at first. */
export const WRONG = 'Event Number X';

export async function startSession(server: Server, folder: string, document: Document): Promise<Session> {
  const begun = performance.now();
  const child = spawn(process.execPath, server.command, { stdio: ['pipe', 'pipe', 'ignore'], cwd: folder });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout!),
    new StreamMessageWriter(child.stdin!),
  );
  const diagnostics = watchDiagnostics(connection, document);
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) =>
    items.map(({ section }) => server.settings[section ?? ''] ?? null),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onError(() => {});
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'bench' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: {
        publishDiagnostics: { versionSupport: true },
        completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
      },
    },
  });
  const initializeMs = performance.now() - begun;
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: server.settings });
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: document.uri, languageId: server.languageId, version: 1, text: document.text },
  });
  await diagnostics.until(true);
  const firstMs = performance.now() - begun;

  let version = 1;
  let name = WRONG;
  return {
    initializeMs,
    firstMs,
    async edit(wrong) {
      const wanted = wrong ? `${WRONG}${version}` : document.events[version % document.events.length]!;
      const sent = performance.now();
      const done = diagnostics.until(wrong);
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: document.uri, version: ++version },
        contentChanges: [{ range: nameRange(document, name), text: wanted }],
      });
      name = wanted;
      await done;
      return performance.now() - sent;
    },
    async complete() {
      const sent = performance.now();
      const result: readonly unknown[] | { readonly items: readonly unknown[] } = await connection.sendRequest(
        'textDocument/completion',
        {
          textDocument: { uri: document.uri },
          position: {
            line: document.line,
            character: document.character + Math.min(name.length, 'Event Number '.length),
          },
          context: { triggerKind: 1 },
        },
      );
      return { ms: performance.now() - sent, items: 'items' in result ? result.items.length : result.length };
    },
    request: (method, params) => connection.sendRequest(method, params),
    problemsOf: diagnostics.of,
    rssMb: () => residentMb(child),
    async stop() {
      await connection.sendRequest('shutdown');
      const ended = new Promise((done) => child.once('exit', done));
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}

function nameRange({ line, character }: Document, name: string): unknown {
  return { start: { line, character }, end: { line, character: character + name.length } };
}

/** Waits for diagnostics that do, or do not, complain about the document's last rule. */
function watchDiagnostics(
  connection: MessageConnection,
  document: Document,
): { until(wrong: boolean): Promise<void>; of(uri: string): Promise<void> } {
  const seen = new Set<string>();
  const wanted = new Map<string, () => void>();
  let waiting: { wrong: boolean; resolve: () => void } | undefined;
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: Published) => {
    if (diagnostics.length > 0) {
      seen.add(decodeURIComponent(uri));
      wanted.get(decodeURIComponent(uri))?.();
    }
    if (decodeURIComponent(uri) !== decodeURIComponent(document.uri) || waiting === undefined) return;
    const complains = diagnostics.some((diagnostic) => diagnostic.range.start.line === document.line);
    if (complains !== waiting.wrong) return;
    waiting.resolve();
    waiting = undefined;
  });
  return {
    of: (uri) =>
      new Promise((resolve) => {
        if (seen.has(decodeURIComponent(uri))) resolve();
        else wanted.set(decodeURIComponent(uri), resolve);
      }),
    until: (wrong) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('No diagnostics in a minute')), 60_000);
        waiting = {
          wrong,
          resolve: () => {
            clearTimeout(timer);
            resolve();
          },
        };
      }),
  };
}

/** Resident memory; 0 where the system does not tell. */
function residentMb(child: ChildProcess): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024;
  } catch {
    return 0;
  }
}
