/**
 * The extension in a real VS Code: suites inside its extension host, in one that runs wholly in a browser, then the
 * editor driven like a person would.
 * Needs the build.   node --import=tsx test/vscode/run.ts [project] [outside] [web] [ui]
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { partHeading } from '../../scripts/mocha-output.mjs';
import { vscodeExecutable } from './executable.ts';
import { runWeb } from './web/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Suites by the fixture that they run on. */
const SUITES = ['project', 'outside'] as const;

if (!existsSync(join(root, 'dist/extension.cjs'))) {
  console.error('There is no build: run “npm run build” first.');
  process.exit(1);
}
const only = process.argv.slice(2);
const wanted = (suite: string) => only.length === 0 || only.includes(suite);
let failed = false;
for (const suite of SUITES) if (wanted(suite)) await run(suite, () => runSuite(suite));
if (wanted('web')) await run('web', runInBrowser);
if (wanted('ui')) for (const file of drivenFiles()) await run(file, () => drive(file));
process.exit(failed ? 1 : 0);

/**
 * Runs it, and once more if it fails, in another VS Code: one that starves on a busy machine shows late what was waited
 * for. What had to run twice is told at the end of all tests (`scripts/test.mjs`); what fails twice fails.
 */
async function run(name: string, once: () => boolean | Promise<boolean>): Promise<void> {
  console.log(partHeading(name, false));
  if (await once()) return;
  console.log(partHeading(name, true));
  if (!(await once())) failed = true;
}

/** Runs a suite inside the extension host, on a copy of its fixture and with a fresh profile. */
async function runSuite(suite: (typeof SUITES)[number]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'segments-vscode-'));
  try {
    cpSync(join(root, 'test/vscode/fixtures', suite), join(folder, 'workspace'), { recursive: true });
    const code = await runTests({
      vscodeExecutablePath: await vscodeExecutable(),
      extensionDevelopmentPath: root,
      extensionTestsPath: await bundleSuite(suite),
      launchArgs: [
        join(folder, 'workspace'),
        '--disable-extensions',
        '--disable-workspace-trust',
        `--user-data-dir=${join(folder, 'user-data')}`,
        `--extensions-dir=${join(folder, 'extensions')}`,
      ],
    });
    return code === 0;
  } catch (error) {
    console.error(`Suite ${suite}: ${error instanceof Error ? error.message : error}`);
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runInBrowser(): Promise<boolean> {
  try {
    return await runWeb(root);
  } catch (error) {
    console.error(`Suite web: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

/** The extension host loads CommonJS and knows no TypeScript. */
async function bundleSuite(suite: string): Promise<string> {
  const source = join(root, 'test/vscode/suites', suite);
  const outdir = join(root, '.vscode-test/suites', suite);
  rmSync(outdir, { recursive: true, force: true });
  const tests = readdirSync(source).filter((name) => name.endsWith('.test.ts'));
  await build({
    entryPoints: [join(root, 'test/vscode/suites/index.ts'), ...tests.map((name) => join(source, name))],
    outdir,
    entryNames: '[name]',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
  });
  return join(outdir, 'index.cjs');
}

function drivenFiles(): readonly string[] {
  const names = readdirSync(join(root, 'test/vscode/ui')).filter((name) => name.endsWith('.test.ts'));
  return names.sort().map((name) => `test/vscode/ui/${name}`);
}

function drive(file: string): boolean {
  const mocha = join(root, 'node_modules/mocha/bin/mocha.js');
  const args = ['--import=tsx', '--forbid-only', '--forbid-pending', '--timeout', '120000', file];
  return spawnSync(process.execPath, [mocha, ...args], { cwd: root, stdio: 'inherit' }).status === 0;
}
