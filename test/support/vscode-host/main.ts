import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { install } from './install.ts';
import { serverVersion } from './locate.ts';
import { openBridge, type TestBridge } from './test-bridge.ts';
import { type Host, type HostOptions, serveWorkbench, startHost } from './workbench.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Behaves like VS Code's command line, as far as test runners use it. Unknown arguments are left aside. */
export async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(argv);
  const installation = install();
  if (values.version) {
    console.log(`${serverVersion(installation)}\nvscode-host\n${process.arch}`);
    return 0;
  }
  const tests = values.extensionTestsPath && resolve(fromUri(values.extensionTestsPath));
  const options = hostOptions(values, positionals);
  return tests ? runTests(options, tests) : serve(options);
}

/** Serves the workbench for a person's browser until it is stopped. */
async function serve(options: HostOptions): Promise<number> {
  const served = await serveWorkbench(options);
  closeOnSignals(() => served.close());
  console.log(served.url);
  console.error(await served.crashed);
  await served.close();
  return 1;
}

async function runTests(options: HostOptions, tests: string): Promise<number> {
  const log = recentLines(Boolean(process.env['SEGMENTS_VSCODE_VERBOSE']));
  const bridge = await openBridge(tests);
  let host: Host | undefined;
  const end = async () => {
    await host?.close();
    bridge.close();
  };
  closeOnSignals(end);
  try {
    const runner = { extensionTestsPath: join(here, 'test-runner.cjs'), env: bridge.env };
    host = await startHost({ ...options, ...runner, log: log.write });
    return await outcome(host, bridge);
  } catch (error) {
    console.error(`vscode-host: ${error instanceof Error ? error.message : String(error)}`);
    console.error(log.tail());
    return 1;
  } finally {
    await end();
  }
}

function closeOnSignals(end: () => Promise<void>): void {
  for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const, ['SIGHUP', 129] as const]) {
    process.once(signal, () => void end().finally(() => process.exit(code)));
  }
}

const OPTIONS = {
  version: { type: 'boolean' },
  extensionDevelopmentPath: { type: 'string', multiple: true },
  extensionTestsPath: { type: 'string' },
  'install-extension': { type: 'string', multiple: true },
  'user-data-dir': { type: 'string' },
  'extensions-dir': { type: 'string' },
  'disable-extensions': { type: 'boolean' },
  'folder-uri': { type: 'string', multiple: true },
  'file-uri': { type: 'string', multiple: true },
  'restricted-mode': { type: 'boolean' },
} as const;

type Values = ReturnType<typeof readArguments>['values'];

function readArguments(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: false }) as {
    values: {
      version?: boolean;
      extensionDevelopmentPath?: string[];
      extensionTestsPath?: string;
      'install-extension'?: string[];
      'user-data-dir'?: string;
      'extensions-dir'?: string;
      'disable-extensions'?: boolean;
      'folder-uri'?: string[];
      'file-uri'?: string[];
      'restricted-mode'?: boolean;
    };
    positionals: string[];
  };
}

function hostOptions(values: Values, positionals: readonly string[]): HostOptions {
  const paths = [...positionals, ...(values['folder-uri'] ?? []), ...(values['file-uri'] ?? [])].map((path) =>
    resolve(fromUri(path)),
  );
  const folder = paths.find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  const workspace = paths.find((path) => path.endsWith('.code-workspace'));
  return {
    ...(folder && { folder }),
    ...(workspace && { workspace }),
    files: paths.filter((path) => path !== folder && path !== workspace),
    extensionDevelopmentPath: (values.extensionDevelopmentPath ?? []).map((path) => resolve(fromUri(path))),
    installExtensions: values['install-extension'] ?? [],
    disableExtensions: values['disable-extensions'] ?? false,
    trust: !values['restricted-mode'],
    ...(values['user-data-dir'] && { userDataDir: values['user-data-dir'] }),
    ...(values['extensions-dir'] && { extensionsDir: values['extensions-dir'] }),
  };
}

/** The tests' exit code, or an error that says what kept them from giving one. */
async function outcome(host: Host, bridge: TestBridge): Promise<number> {
  const seconds = Number(process.env['SEGMENTS_VSCODE_TIMEOUT'] ?? 300);
  const limit = (what: string, after: number) =>
    new Promise<never>((_done, failed) =>
      setTimeout(() => failed(new Error(`${what} within ${after} s.`)), after * 1000).unref(),
    );
  const gone = host.crashed.then((what) => {
    throw new Error(what);
  });
  await Promise.race([bridge.started, gone, limit('The tests did not start', Math.min(seconds, 120))]);
  const code = await Promise.race([
    bridge.finished,
    host.exit.then(() => bridge.finished),
    gone,
    limit('The tests did not finish', seconds),
  ]);
  if (code === undefined) throw new Error('The extension host ended before the tests did.');
  return code;
}

function fromUri(path: string): string {
  return path.startsWith('file:') ? fileURLToPath(path) : path;
}

/** The log's last lines, shown when something goes wrong. */
function recentLines(verbose: boolean): { write: (line: string) => void; tail: () => string } {
  const lines: string[] = [];
  return {
    write: (line) => {
      lines.push(line.slice(0, 400));
      if (lines.length > 60) lines.shift();
      if (verbose) console.error(line);
    },
    tail: () => lines.map((line) => `  | ${line}`).join('\n'),
  };
}
