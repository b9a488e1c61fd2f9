import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findNode, findServer } from './locate.ts';

export interface ServerFolders {
  /** Removed when the server ends, also when this process is killed. */
  readonly temporary: string;
  readonly userData: string;
  readonly extensions: string;
}

export interface ServerOptions extends ServerFolders {
  readonly installation: string;
  readonly token: string;
  readonly trust: boolean;
  readonly smokeTestDriver: boolean;
  readonly env: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** Installs `.vsix` files the way a person does: with the command line of VS Code. */
export async function installExtensions(options: ServerOptions, files: readonly string[]): Promise<void> {
  const wanted = files.flatMap((file) => ['--install-extension', resolve(file)]);
  const args = [
    join(findServer(options.installation), 'out/server-main.js'),
    ...folders(options),
    ...wanted,
    '--force',
  ];
  const child = spawn(findNode(options.installation), args, {
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const code = await new Promise((done) => child.on('close', done));
  options.log(`[install] ${output}`);
  if (code !== 0) throw new Error(`VS Code could not install ${files.join(', ')}:\n${output}`);
}

/** Starts the server on a free port of this machine. */
export async function startServer(options: ServerOptions): Promise<{ process: ChildProcess; port: number }> {
  const main = join(findServer(options.installation), 'out/server-main.js');
  // The server leads its own process group and takes it down when our end of its stdin closes: also after SIGKILL.
  const boot = join(options.temporary, 'boot.mjs');
  writeFileSync(
    boot,
    `process.stdin.on('end', () => {
  try { process.getBuiltinModule('node:fs').rmSync(${JSON.stringify(options.temporary)}, { recursive: true, force: true }); } catch {}
  process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
}).resume();
await import(${JSON.stringify(pathToFileURL(main).href)});
`,
  );
  const args = [
    boot,
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token', options.token],
    ...folders(options),
    '--disable-telemetry',
    ...(options.trust ? ['--disable-workspace-trust'] : []),
    // Without it a built VS Code does not read extension development paths from the address.
    ...(options.smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(findNode(options.installation), args, {
    env: environment(options),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    cwd: options.temporary,
  });
  child.stdin.on('error', () => {});
  const port = await listeningPort(child, options.log);
  return { process: child, port };
}

/** Ends the server and all that it started. */
export async function stopServer(child: ChildProcess, temporary: string): Promise<void> {
  const ended = new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => done());
  });
  killGroup(child, 'SIGTERM');
  const hard = setTimeout(() => killGroup(child, 'SIGKILL'), 1000);
  await ended;
  clearTimeout(hard);
  killGroup(child, 'SIGKILL');
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** Ends a server's process group at once. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It is gone already.
  }
}

function folders(options: ServerFolders): string[] {
  return [
    '--accept-server-license-terms',
    ...['--server-data-dir', join(options.temporary, 'server-data')],
    ...['--user-data-dir', options.userData, '--extensions-dir', options.extensions],
  ];
}

function environment(options: ServerOptions): NodeJS.ProcessEnv {
  // No calls to a gallery; VSCODE_CLI keeps it from asking a login shell for its environment.
  const env: NodeJS.ProcessEnv = { ...process.env, ...options.env, EXTENSIONS_GALLERY: '{}', VSCODE_CLI: '1' };
  for (const name of Object.keys(env)) {
    if (/^(ELECTRON_|NODE_OPTIONS$|VSCODE_(IPC_HOOK|NLS_CONFIG|CWD|PID|ESM))/.test(name)) delete env[name];
  }
  return env;
}

function listeningPort(child: ChildProcess, log: (line: string) => void): Promise<number> {
  return new Promise((found, failed) => {
    let output = '';
    const read = (data: unknown) => {
      output += String(data);
      log(`[server] ${String(data).trimEnd()}`);
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (match) found(Number(match[1]));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('error', failed);
    child.on('exit', (code, signal) =>
      failed(new Error(`The VS Code server ended early (${code ?? signal}).\n${output}`)),
    );
    setTimeout(() => failed(new Error(`The VS Code server did not start in 60 s.\n${output}`)), 60_000).unref();
  });
}
