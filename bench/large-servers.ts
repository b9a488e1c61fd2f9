/**
 * The language servers on a large project: how soon a document is answered while ten thousand others are still unread,
 * how soon all problems are known, what a keystroke costs, and what needs the whole project. The peer knows the open
 * document and its JSON Schema alone.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { contenders, writePeerSchema } from './language-servers.ts';
import { type Document, type Session, startSession, WRONG } from './language-session.ts';
import { COMMON_EVENT, writeLargeProject } from './large-project.ts';
import { median, quantile, timed } from './statistics.ts';

const STARTS = 3;
const EDITS = 40;
const WARM_UP = 5;
const ASKED = 9;

export interface LargeFigures {
  /** Rows of a table: ours, and the peer's where it has one. */
  readonly rows: readonly (readonly [label: string, ours: number, peer: number | undefined])[];
}

export async function measureLarge(root: string, folder: string, log: (text: string) => void): Promise<LargeFigures> {
  const project = writeLargeProject(folder);
  const lines = project.text.split('\n');
  const line = lines.findLastIndex((text) => text.startsWith('  - did: '));
  lines[line] = `  - did: ${WRONG}`;
  const document: Document = {
    uri: pathToFileURL(project.file).href,
    text: lines.join('\n'),
    line,
    character: '  - did: '.length,
    events: project.events.slice(0, 500),
  };
  // Read last, and the only file with a problem: when it is told of, all are read.
  const last = join(folder, 'segments', 'zz-last.segment.yaml');
  writeFileSync(last, `name: Last\nwhere:\n  - did: ${WRONG}\n`);
  const [ours, peer] = contenders(root, writePeerSchema(folder, project.events, true));
  const index = join(folder, '.segments', 'index.json');

  const start = async (warm: boolean) => {
    if (!warm) rmSync(index, { force: true });
    const begun = performance.now();
    const session = await startSession(ours!, folder, document);
    await session.problemsOf(pathToFileURL(last).href);
    return { session, allMs: performance.now() - begun };
  };
  const starts = { cold: [] as Start[], warm: [] as Start[] };
  for (const kind of ['cold', 'warm'] as const) {
    for (let round = 0; round < STARTS; round++) {
      log(`large project: ${kind} start ${round + 1}`);
      const { session, allMs } = await start(kind === 'warm');
      starts[kind].push({ first: session.firstMs, all: allMs, rss: session.rssMb() });
      if (kind === 'cold' && round === STARTS - 1) {
        for (let waited = 0; !existsSync(index) && waited < 120; waited++) await pause(500);
      }
      await session.stop();
    }
  }
  log('large project: peer');
  const peers: Session[] = [];
  for (let round = 0; round < STARTS; round++) {
    await peers.at(-1)?.stop();
    peers.push(await startSession(peer!, folder, document));
  }
  const sessions = [(await start(true)).session, peers.at(-1)!];
  log('large project: keystrokes');
  const edits = await measureEdits(sessions);
  log('large project: the whole project');
  const whole = await measureWhole(sessions[0]!, document);
  const of = (kind: 'cold' | 'warm', key: keyof Start) => median(starts[kind].map((each) => each[key]));
  const rows: LargeFigures['rows'] = [
    ['cold start to the document’s problems, ms', of('cold', 'first'), median(peers.map(({ firstMs }) => firstMs))],
    ['— with the index of an earlier session', of('warm', 'first'), undefined],
    ['cold start to all problems of the project, ms', of('cold', 'all'), undefined],
    ['— with the index of an earlier session', of('warm', 'all'), undefined],
    ['keystroke to diagnostics, ms', edits[0]!.edit, edits[1]!.edit],
    ['— 95th percentile', edits[0]!.edit95, edits[1]!.edit95],
    ['completion, ms', edits[0]!.completion, edits[1]!.completion],
    ...whole.map(([label, ms]) => [label, ms, undefined] as const),
    ['resident memory after a cold start, MB', of('cold', 'rss'), undefined],
    ['resident memory after a warm start, MB', of('warm', 'rss'), undefined],
    ['resident memory after all of the above, MB', sessions[0]!.rssMb(), sessions[1]!.rssMb()],
  ];
  for (const session of sessions) await session.stop();
  return { rows };
}

interface Start {
  readonly first: number;
  readonly all: number;
  readonly rss: number;
}

/** Both in turn. */
async function measureEdits(sessions: readonly Session[]) {
  const edits = sessions.map((): number[] => []);
  const completions = sessions.map((): number[] => []);
  for (let round = 0; round < EDITS + WARM_UP; round++) {
    for (const [index, session] of sessions.entries()) {
      const edit = await session.edit(round % 2 === 1);
      const { ms } = await session.complete();
      if (round < WARM_UP) continue;
      edits[index]!.push(edit);
      completions[index]!.push(ms);
    }
  }
  return sessions.map((_, index) => ({
    edit: median(edits[index]!),
    edit95: quantile(edits[index]!, 0.95),
    completion: median(completions[index]!),
  }));
}

/** What needs to know of every file: medians, the first time left out. */
async function measureWhole(
  session: Session,
  { uri, text }: Document,
): Promise<readonly (readonly [string, number])[]> {
  const line = text.split('\n').indexOf(`  - did: ${COMMON_EVENT}`);
  const position = { line, character: '  - did: O'.length };
  const at = { textDocument: { uri }, position };
  const asked = [
    ['workspace symbols, ms', 'workspace/symbol', { query: 'number 77' }],
    [
      `references of an event in ${'{n}'} places, ms`,
      'textDocument/references',
      { ...at, context: { includeDeclaration: true } },
    ],
    ['rename of it, ms', 'textDocument/rename', { ...at, newName: 'Order Paid' }],
    // Nothing is sent: the part of the schema that a model would be told.
    [
      'what a model would be told for a prompt, ms',
      'segments/promptPreview',
      { provider: 'openai', apiKey: 'none', near: uri, prompt: 'bought twice in the last 30 days, from Mumbai' },
    ],
  ] as const;
  const rows: (readonly [string, number])[] = [];
  for (const [label, method, params] of asked) {
    const times: number[] = [];
    let count = 0;
    for (let round = 0; round <= ASKED; round++) {
      const { ms, result } = await timed(() => session.request<readonly unknown[] | object | null>(method, params));
      if (Array.isArray(result)) count = result.length;
      if (round > 0) times.push(ms);
    }
    rows.push([label.replace('{n}', count.toLocaleString('en-US')), median(times)]);
  }
  return rows;
}
