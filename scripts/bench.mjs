// Measures the product against DuckDB, native SQLite and yaml-language-server:   npm run bench [-- --size m --out docs/benchmarks.md]
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, run } from './setup.mjs';

ensureInstalled();
const bench = join(root, 'bench');
const lock = join(bench, 'package-lock.json');
const installed = join(bench, 'node_modules', '.package-lock.json');
if (!existsSync(installed) || !samePackages(lock, installed)) {
  console.error('Installing what the product is measured against (npm ci in bench/) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: bench,
    shell: process.platform === 'win32',
  });
}
if (!existsSync(join(root, 'dist', 'server.js'))) run(process.execPath, ['scripts/build.mjs']);
run(process.execPath, ['--expose-gc', '--import=tsx', join('bench', 'run.ts'), ...process.argv.slice(2)], {
  title: 'The bench',
});

/** Whether every package of the lock file stands installed in its version. */
function samePackages(wanted, found) {
  const [locked, present] = [wanted, found].map((path) => JSON.parse(readFileSync(path, 'utf8')).packages);
  return Object.entries(locked).every(
    ([name, { version, optional }]) => !name || optional || present[name]?.version === version,
  );
}
