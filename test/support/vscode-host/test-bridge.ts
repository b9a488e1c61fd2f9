import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

export interface TestBridge {
  /** Environment for the extension host, where `test-runner.cjs` reads it. */
  readonly env: Readonly<Record<string, string>>;
  readonly started: Promise<void>;
  /** Exit code of the tests, or undefined when the extension host went away without one. */
  readonly finished: Promise<number | undefined>;
  close(): void;
}

type Message =
  | { readonly t: 'start' }
  | { readonly t: 'out'; readonly s: 'stdout' | 'stderr'; readonly d: string }
  | { readonly t: 'done'; readonly code: number };

/** Takes the tests' output and result from inside the extension host, apart from the workbench's own log. */
export async function openBridge(tests: string): Promise<TestBridge> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'vscode-tests-'));
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${basename(folder)}` : join(folder, 'socket');
  let start = () => {};
  let finish: (code: number | undefined) => void = () => {};
  const started = new Promise<void>((done) => (start = done));
  const finished = new Promise<number | undefined>((done) => (finish = done));
  const receive = (message: Message) => {
    if (message.t === 'start') start();
    else if (message.t === 'out') process[message.s].write(message.d);
    else finish(message.code);
  };
  const server = createServer((socket) => {
    readLines(socket, (line) => receive(JSON.parse(line) as Message));
    socket.on('error', () => {}).on('close', () => finish(undefined));
  });
  await new Promise<void>((done, failed) => server.listen(path, done).on('error', failed));
  return {
    env: { SEGMENTS_TEST_SOCKET: path, SEGMENTS_TEST_MODULE: tests },
    started,
    finished,
    close: () => {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readLines(socket: Socket, take: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (data: string) => {
    const lines = (rest + data).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}
