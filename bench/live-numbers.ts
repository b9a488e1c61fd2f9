/**
 * Numbers while a segment is written, on 100,000 users and 5,000,000 events: the time until every rule shows its users,
 * and what completion costs. The peer is the same server with numbers switched off.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { stringify } from 'yaml';
import { readSchema } from '../server/src/language/index.ts';
import { openStore } from '../server/src/store/index.ts';
import { RULES } from './rules.ts';
import { median, quantile, timed } from './statistics.ts';

export interface LiveFigures {
  /** From opening the file, with the store built: until all rules show their numbers. */
  readonly openMs: number;
  readonly rules: number;
  /** From a changed bound of one rule until all show their new numbers. */
  readonly editMs: number;
  readonly editP95Ms: number;
  /** Of 200 values of a property, with the numbers and without. */
  readonly values: Compared;
  /** Of the names of events. */
  readonly events: Compared;
}

interface Compared {
  readonly withMs: number;
  readonly withoutMs: number;
}

const OPENINGS = 5;
const EDITS = 40;
const WARM_UP = 5;

export async function measureLiveNumbers(root: string, folder: string): Promise<LiveFigures> {
  const schemaUri = pathToFileURL(join(folder, 'segments.schema.yaml')).href;
  const { schema } = readSchema(readFileSync(join(folder, 'segments.schema.yaml'), 'utf8'), { uri: schemaUri });
  await (await openStore({ root: folder, schema })).close();
  const path = join(folder, 'live.segment.yaml');
  const uri = pathToFileURL(path).href;
  writeFileSync(path, textOf(0));

  const openings: number[] = [];
  let rules = 0;
  for (let round = 0; round < OPENINGS; round++) {
    const session = await startSession(root, folder, 'on');
    const { ms, result } = await timed(async () => {
      await session.open(uri, textOf(0));
      return session.allCounted(uri);
    });
    openings.push(ms);
    rules = result;
    await session.stop();
  }
  const [on, off] = [await startSession(root, folder, 'on'), await startSession(root, folder, 'off')];
  for (const session of [on, off]) await session.open(uri, textOf(0));
  await on.allCounted(uri);
  const edits: number[] = [];
  for (let round = 1; round <= EDITS + WARM_UP; round++) {
    const { ms } = await timed(async () => {
      await on.change(uri, textOf(round));
      await on.allCounted(uri);
    });
    if (round > WARM_UP) edits.push(ms);
  }
  const values = await compare(on, off, uri, `${textOf(0)}  - user: city\n    is: `);
  const events = await compare(on, off, uri, `${textOf(0)}  - did: `);
  for (const session of [on, off]) await session.stop();
  return {
    openMs: median(openings),
    rules,
    editMs: median(edits),
    editP95Ms: quantile(edits, 0.95),
    values,
    events,
  };
}

/** The bench's rules that need no other segment, in one; the nonce changes one bound and no count. */
const textOf = (nonce: number): string =>
  stringify({
    name: 'Live',
    where: RULES.flatMap((rule, i) => rule.where(i === 0 ? nonce : 0)).filter(
      (rule) => !/"(?:not_)?in_segment"/.test(JSON.stringify(rule)),
    ),
  });

/** The two in turn, at the end of the same text. */
async function compare(on: Session, off: Session, uri: string, text: string): Promise<Compared> {
  for (const session of [on, off]) await session.change(uri, text);
  const times: readonly [number[], number[]] = [[], []];
  for (let round = 0; round < EDITS + WARM_UP; round++) {
    for (const [i, session] of [on, off].entries()) {
      const { ms } = await timed(() => session.complete(uri, text));
      if (round >= WARM_UP) times[i as 0 | 1].push(ms);
    }
  }
  return { withMs: median(times[0]), withoutMs: median(times[1]) };
}

interface Session {
  open(uri: string, text: string): Promise<void>;
  change(uri: string, text: string): Promise<void>;
  /** Waits until no rule is being counted; how many rules have numbers. */
  allCounted(uri: string): Promise<number>;
  complete(uri: string, text: string): Promise<number>;
  stop(): Promise<void>;
}

async function startSession(root: string, folder: string, liveNumbers: 'on' | 'off'): Promise<Session> {
  const command = [join(root, 'dist', 'server.js'), '--stdio'];
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'ignore'], cwd: folder });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout!),
    new StreamMessageWriter(child.stdin!),
  );
  const refreshed = watchRefreshes(connection);
  const settings: Readonly<Record<string, unknown>> = {
    'segments.liveNumbers': liveNumbers,
    'segments.inlayHints': { counts: true, dates: false },
  };
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) =>
    items.map(({ section }) => settings[section ?? ''] ?? null),
  );
  for (const method of ['client/registerCapability', 'window/workDoneProgress/create', 'workspace/codeLens/refresh'])
    connection.onRequest(method, () => null);
  connection.onError(() => {});
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'bench' }],
    initializationOptions: { trusted: true },
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true, inlayHint: { refreshSupport: true } },
      textDocument: { completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } } },
    },
  });
  await connection.sendNotification('initialized', {});
  let version = 1;
  return {
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'segment', version, text },
      }),
    change: (uri, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges: [{ text }],
      }),
    async allCounted(uri) {
      for (;;) {
        const next = refreshed();
        const hints: readonly { readonly label: unknown }[] = await connection.sendRequest('textDocument/inlayHint', {
          textDocument: { uri },
          range: { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } },
        });
        if (hints.length > 0 && hints.every(({ label }) => label !== '…')) return hints.length;
        await next;
      }
    },
    async complete(uri, text) {
      const lines = text.split('\n');
      const result: { readonly items: readonly unknown[] } = await connection.sendRequest('textDocument/completion', {
        textDocument: { uri },
        position: { line: lines.length - 1, character: lines.at(-1)!.length },
        context: { triggerKind: 1 },
      });
      return result.items.length;
    },
    async stop() {
      await connection.sendRequest('shutdown');
      const ended = new Promise((done) => child.once('exit', done));
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
    },
  };
}

/** Gives a promise of the next time that the server has hints asked for again. */
function watchRefreshes(connection: MessageConnection): () => Promise<void> {
  let tell: () => void = () => undefined;
  let next = new Promise<void>((resolve) => {
    tell = resolve;
  });
  connection.onRequest('workspace/inlayHint/refresh', () => {
    tell();
    next = new Promise((resolve) => {
      tell = resolve;
    });
    return null;
  });
  return () => next;
}
