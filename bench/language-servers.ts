/**
 * Language servers over stdio, driven by the same client with the same document: start, keystroke to diagnostics,
 * completion among 1,000 events, memory. Ours works on a project, the peer on a JSON Schema that says the same of events.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { stringify } from 'yaml';
import { median, quantile } from './statistics.ts';

const EVENTS = Array.from({ length: 1_000 }, (_, index) => `Event Number ${index}`);
const STARTS = 7;
const EDITS = 60;
const WARM_UP = 10;

interface Server {
  readonly name: string;
  readonly command: readonly string[];
  /** Answers to workspace/configuration, by section. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly languageId: string;
}

export interface ServerFigures {
  readonly name: string;
  readonly initializeMs: number;
  readonly firstDiagnosticsMs: number;
  readonly keystrokeMs: number;
  readonly keystrokeP95Ms: number;
  readonly completionMs: number;
  readonly completionP95Ms: number;
  readonly completionItems: number;
  readonly rssMb: number;
}

export async function measureServers(root: string, folder: string): Promise<readonly ServerFigures[]> {
  const document = prepare(folder);
  const schemaUri = pathToFileURL(join(folder, 'peer.schema.json')).href;
  const peer = createRequire(import.meta.url).resolve('yaml-language-server/package.json');
  const servers: readonly Server[] = [
    { name: 'segments', command: [join(root, 'dist', 'server.js'), '--stdio'], settings: {}, languageId: 'segment' },
    {
      name: 'yaml-language-server',
      command: [join(peer, '..', 'bin', 'yaml-language-server'), '--stdio'],
      settings: {
        yaml: {
          schemas: { [schemaUri]: '*.segment.yaml' },
          schemaStore: { enable: false },
          validate: true,
          completion: true,
        },
      },
      languageId: 'yaml',
    },
  ];
  const starts = new Map<string, { initialize: number; first: number }[]>(servers.map(({ name }) => [name, []]));
  for (let round = 0; round < STARTS; round++) {
    for (const server of servers) {
      const session = await start(server, folder, document);
      if (round > 0) starts.get(server.name)!.push({ initialize: session.initializeMs, first: session.firstMs });
      await session.stop();
    }
  }
  const sessions: Session[] = [];
  for (const server of servers) sessions.push(await start(server, folder, document));
  const edits = servers.map((): number[] => []);
  const completions = servers.map((): number[] => []);
  const items = servers.map(() => 0);
  for (let round = 0; round < EDITS + WARM_UP; round++) {
    for (const [index, session] of sessions.entries()) {
      const edit = await session.edit(round % 2 === 0);
      const completion = await session.complete();
      items[index] = completion.items;
      if (round < WARM_UP) continue;
      edits[index]!.push(edit);
      completions[index]!.push(completion.ms);
    }
  }
  const figures = servers.map((server, index): ServerFigures => {
    const times = starts.get(server.name)!;
    return {
      name: server.name,
      initializeMs: median(times.map((time) => time.initialize)),
      firstDiagnosticsMs: median(times.map((time) => time.first)),
      keystrokeMs: median(edits[index]!),
      keystrokeP95Ms: quantile(edits[index]!, 0.95),
      completionMs: median(completions[index]!),
      completionP95Ms: quantile(completions[index]!, 0.95),
      completionItems: items[index]!,
      rssMb: sessions[index]!.rssMb(),
    };
  });
  for (const session of sessions) await session.stop();
  return figures;
}

interface Document {
  readonly uri: string;
  readonly text: string;
  /** The line whose event the edits change, and where its name begins. */
  readonly line: number;
  readonly character: number;
}

/** A project with 1,000 events and a segment of 300 lines; one of its names is wrong, so that there is a diagnostic. */
function prepare(folder: string): Document {
  mkdirSync(folder, { recursive: true });
  const amount = { amount: { type: 'number' } };
  writeFileSync(
    join(folder, 'segments.schema.yaml'),
    stringify({
      version: 1,
      project: 'bench',
      users: { properties: { os: { type: 'string' } } },
      events: Object.fromEntries(EVENTS.map((name) => [name, { properties: amount }])),
    }),
  );
  const lines = ['name: Bench', 'where:'];
  for (let index = 0; lines.length < 299; index++) {
    lines.push(
      `  - did: ${EVENTS[(index * 7) % EVENTS.length]}`,
      '    within: 30d',
      `    count: {gte: ${2 + (index % 5)}}`,
    );
  }
  lines.length = 299;
  const line = lines.findLastIndex((text) => text.startsWith('  - did: '));
  lines.length = line + 1;
  while (lines.length < 300) lines.splice(line, 0, '  # a comment');
  const place = lines.findLastIndex((text) => text.startsWith('  - did: '));
  lines[place] = '  - did: Event Number X';
  const path = join(folder, 'bench.segment.yaml');
  const text = `${lines.join('\n')}\n`;
  writeFileSync(path, text);
  const rule = {
    type: 'object',
    properties: {
      did: { enum: EVENTS },
      within: { type: 'string', pattern: '^[0-9]+(m|h|d|w|mo|y)$' },
      count: { type: 'object', properties: { gte: { type: 'number' } }, additionalProperties: false },
    },
    required: ['did'],
    additionalProperties: false,
  };
  writeFileSync(
    join(folder, 'peer.schema.json'),
    JSON.stringify({
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      properties: { name: { type: 'string' }, where: { type: 'array', items: rule } },
      required: ['name', 'where'],
      additionalProperties: false,
    }),
  );
  return { uri: pathToFileURL(path).href, text, line: place, character: '  - did: '.length };
}

interface Session {
  readonly initializeMs: number;
  readonly firstMs: number;
  /** Types a right or a wrong name; the time until the diagnostics say so. */
  edit(wrong: boolean): Promise<number>;
  complete(): Promise<{ readonly ms: number; readonly items: number }>;
  rssMb(): number;
  stop(): Promise<void>;
}

interface Published {
  readonly uri: string;
  readonly diagnostics: readonly { readonly range: { readonly start: { readonly line: number } } }[];
}

async function start(server: Server, folder: string, document: Document): Promise<Session> {
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
  let name = 'Event Number X';
  return {
    initializeMs,
    firstMs,
    async edit(wrong) {
      const wanted = wrong ? `Event Number X${version}` : `Event Number ${version}`;
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
          position: { line: document.line, character: document.character + 'Event Number '.length },
          context: { triggerKind: 1 },
        },
      );
      return { ms: performance.now() - sent, items: 'items' in result ? result.items.length : result.length };
    },
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
function watchDiagnostics(connection: MessageConnection, document: Document): { until(wrong: boolean): Promise<void> } {
  let waiting: { wrong: boolean; resolve: () => void } | undefined;
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: Published) => {
    if (decodeURIComponent(uri) !== decodeURIComponent(document.uri) || waiting === undefined) return;
    const complains = diagnostics.some((diagnostic) => diagnostic.range.start.line === document.line);
    if (complains !== waiting.wrong) return;
    waiting.resolve();
    waiting = undefined;
  });
  return {
    until: (wrong) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('No diagnostics in 30 seconds')), 30_000);
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
