// Everything that is checked, from a fresh clone:   npm test [-- --only unit,lsp]
// Installs what it needs, then type check, lint, build, the mocha suites, and the extension in a real VS Code.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, fail, root } from './setup.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',');
const mocha = (pattern, timeout = 60_000) => [
  process.execPath,
  'node_modules/mocha/bin/mocha.js',
  '--import=tsx',
  '--forbid-only',
  '--forbid-pending',
  '--timeout',
  String(timeout),
  pattern,
];
const bin = (path, ...args) => [process.execPath, join('node_modules', path), ...args];

/** In order of how soon they find something. */
const STEPS = {
  types: bin('typescript/bin/tsc', '-p', '.'),
  'webview-types': bin('typescript/bin/tsc', '-p', 'client/webview'),
  lint: bin('@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
  build: [process.execPath, 'scripts/build.mjs'],
  structure: mocha('test/*.test.ts'),
  unit: mocha('test/unit/**/*.test.ts'),
  conformance: mocha('test/conformance/**/*.test.ts', 300_000),
  cli: mocha('test/cli/**/*.test.ts', 120_000),
  lsp: mocha('test/lsp/**/*.test.ts'),
  webview: mocha('test/webview/**/*.test.ts', 120_000),
  vscode: [process.execPath, '--import=tsx', 'test/vscode/run.ts'],
};

ensureInstalled();
const unknown = only?.find((name) => !(name in STEPS));
if (unknown) fail(`There is no step “${unknown}”. The steps: ${Object.keys(STEPS).join(', ')}.`, 2);

/** Runs a step, shows its output as it comes, and counts mocha's closing lines. */
function runStep(command) {
  return new Promise((done) => {
    const child = spawn(command[0], command.slice(1), { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let tail = '';
    const counts = { passing: 0, failing: 0 };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      process.stdout.write(text);
      const lines = (tail + text).split('\n');
      tail = lines.pop() ?? '';
      for (const line of lines) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes
        const match = /^\s+(\d+) (passing|failing)\b/.exec(line.replaceAll(/\x1b\[\d+m/g, ''));
        if (match) counts[match[2]] += Number(match[1]);
      }
    });
    child.on('close', (code) => done({ code: code ?? 1, ...counts }));
  });
}

let [passed, failed] = [0, 0];
const broken = [];
for (const [name, command] of Object.entries(STEPS)) {
  if (only && !only.includes(name)) continue;
  console.log(`\n── ${name} ──`);
  const started = Date.now();
  const result = await runStep(command);
  console.log(`${name}: ${result.code === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - started) / 100) / 10} s`);
  passed += result.passing;
  failed += result.failing;
  if (result.code !== 0) {
    broken.push(name);
    if (result.failing === 0) failed += 1;
    // Nothing after the build can run without it.
    if (name === 'build' || !existsSync(join(root, 'node_modules'))) break;
  }
}
if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = broken.length > 0 ? 1 : 0;
