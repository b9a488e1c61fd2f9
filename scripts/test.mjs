// Everything that is checked, from a fresh clone:   npm test [-- --only unit,lsp]
// Installs what it needs, then type check, lint, build, the mocha suites, and the extension in a real VS Code.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readMocha } from './mocha-output.mjs';
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

/** What nothing else can begin without, in order of how soon it finds something. */
const FIRST = {
  types: bin('typescript/bin/tsc', '-p', '.'),
  'webview-types': bin('typescript/bin/tsc', '-p', 'client/webview'),
  lint: bin('@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
  build: [process.execPath, 'scripts/build.mjs'],
  structure: mocha('test/*.test.ts'),
};

const vscode = (...suites) => [process.execPath, '--import=tsx', 'test/vscode/run.ts', ...suites];

/** So many run at a time, for two cores. */
const LANES = 2;
/** Those that take longest begin first; the first one installs the browser that others need. */
const THEN = {
  'vscode-ui': vscode('ui'),
  unit: mocha('test/unit/**/*.test.ts'),
  conformance: mocha('test/conformance/**/*.test.ts', 300_000),
  webview: mocha('test/webview/**/*.test.ts', 120_000),
  cli: mocha('test/cli/**/*.test.ts', 120_000),
  vscode: vscode('project', 'outside', 'web'),
  lsp: mocha('test/lsp/**/*.test.ts'),
};
const STEPS = { ...FIRST, ...THEN };

ensureInstalled();
const unknown = only?.find((name) => !(name in STEPS));
if (unknown) fail(`There is no step “${unknown}”. The steps: ${Object.keys(STEPS).join(', ')}.`, 2);

/** Of a step that failed without telling a test's failure, so many of its last lines are repeated at the end. */
const LAST_LINES = 40;

/** Runs a program, hands on its output, and reads there what passed, what failed and what was run once more. */
function runStep(command, show) {
  return new Promise((done) => {
    const child = spawn(command[0], command.slice(1), { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const mocha = readMocha();
    let tail = '';
    let last = [];
    const keep = (lines) => {
      last = [...last, ...lines].slice(-LAST_LINES);
    };
    child.stderr.setEncoding('utf8').on('data', (text) => {
      show(text);
      keep(text.split('\n'));
    });
    child.stdout.setEncoding('utf8').on('data', (text) => {
      show(text);
      const lines = (tail + text).split('\n');
      tail = lines.pop() ?? '';
      keep(lines);
      for (const line of lines) mocha.line(line);
    });
    child.on('close', (code) => {
      const { failures, ...counts } = mocha.result();
      done({ code: code ?? 1, ...counts, said: (failures.length > 0 ? failures : last).join('\n') });
    });
  });
}

let [passed, failed] = [0, 0];
const broken = [];
/** Parts of steps that failed, and were run once more. */
const twice = [];
/** Repeated at the very end, where a log that was cut short still has it. */
const said = [];
/** `together`: another step runs beside it, so that its output is shown whole when it ends. */
async function step(name, together) {
  const started = Date.now();
  let held = '';
  const show = (text) => {
    if (together) held += text;
    else process.stdout.write(text);
  };
  console.log(`\n── ${name} ${together ? 'begins ' : ''}──`);
  const result = await runStep(STEPS[name], show);
  if (together) process.stdout.write(`\n── ${name} ──\n${held}`);
  console.log(`${name}: ${result.code === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - started) / 100) / 10} s`);
  passed += result.passing;
  failed += result.failing;
  for (const { name: part, failures } of result.repeated) {
    twice.push(part);
    said.push(`\n── ${part}: what failed at first ──\n${failures.join('\n')}`);
  }
  if (result.code === 0) return;
  broken.push(name);
  said.push(`\n── ${name}: what failed ──\n${result.said}`);
  if (result.failing === 0) failed += 1;
}

const wanted = (steps) => Object.keys(steps).filter((name) => !only || only.includes(name));
for (const name of wanted(FIRST)) {
  if (!broken.includes('build')) await step(name, false);
}
// Nothing after the build can run without it.
const waiting = broken.includes('build') ? [] : wanted(THEN);
const together = waiting.length > 1;
const lane = async () => {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await step(name, together);
};
await Promise.all(Array.from({ length: LANES }, lane));
for (const text of said) console.log(text);
if (twice.length > 0) console.log(`\nRun twice, since they failed at first: ${twice.join(', ')}`);
if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = broken.length > 0 ? 1 : 0;
