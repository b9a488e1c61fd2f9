// Measures the product against DuckDB, native SQLite and yaml-language-server:   npm run bench [-- --size m --out docs/benchmarks.md]
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
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
// The language server as it ships, and the bench itself in a bundle of the same kind, its workers beside it.
run(process.execPath, ['scripts/build.mjs', '--production']);
const out = join(bench, 'node_modules', '.bench');
const esbuild = await import('esbuild');
await esbuild.build({
  absWorkingDir: root,
  entryPoints: {
    run: 'bench/run.ts',
    'store-worker': 'server/src/store/engines/sqljs/worker.ts',
    'import-worker': 'server/src/store/import/worker.ts',
  },
  outdir: out,
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  logLevel: 'warning',
  external: ['@duckdb/node-api', 'better-sqlite3', 'yaml-language-server'],
  define: { 'process.env.SEGMENTS_BUNDLED': '"1"' },
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      'const require = __createRequire(import.meta.url);',
      'const __dirname = import.meta.dirname;',
    ].join(' '),
  },
});
copyFileSync(join(root, 'node_modules/sql.js/dist/sql-wasm.wasm'), join(out, 'sql-wasm.wasm'));
run(process.execPath, [join(out, 'run.js'), ...process.argv.slice(2)], { title: 'The bench' });

/** Whether every package of the lock file stands installed in its version. */
function samePackages(wanted, found) {
  const [locked, present] = [wanted, found].map((path) => JSON.parse(readFileSync(path, 'utf8')).packages);
  return Object.entries(locked).every(
    ([name, { version, optional }]) => !name || optional || present[name]?.version === version,
  );
}
