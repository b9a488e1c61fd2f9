// Bundles everything that runs into dist/.   node scripts/build.mjs [--watch] [--production]
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureInstalled, root } from './setup.mjs';

ensureInstalled();
const esbuild = await import('esbuild');
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  define: { 'process.env.SEGMENTS_BUNDLED': '"1"' },
};

/** Node programs. One output folder with shared chunks, so that openai and the like load only when used. */
const node = {
  ...shared,
  entryPoints: {
    cli: 'server/src/cli/main.ts',
    server: 'server/src/lsp/node.ts',
    'store-worker': 'server/src/store/engines/sqljs/worker.ts',
    'import-worker': 'server/src/store/import/worker.ts',
  },
  outdir: 'dist',
  // Beside the entries: workers and the wasm file are found relative to the code that starts them.
  chunkNames: 'chunk-[hash]',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  // Several libraries are CommonJS: they call require for Node's own modules, and sql.js asks for its folder.
  banner: {
    js: [
      "import { createRequire as __createRequire } from 'node:module';",
      'const require = __createRequire(import.meta.url);',
      'const __dirname = import.meta.dirname;',
    ].join(' '),
  },
};

/** VS Code's extension host loads CommonJS. */
const extension = {
  ...shared,
  entryPoints: { extension: 'client/src/extension.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
};

const webview = {
  ...shared,
  entryPoints: { insights: 'client/webview/insights/main.ts', 'insights-style': 'client/webview/insights/style.css' },
  entryNames: '[name]',
  outdir: 'dist/webview',
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
};

if (!watch) await rm(join(root, 'dist'), { recursive: true, force: true });
await mkdir(join(root, 'dist'), { recursive: true });
await cp(join(root, 'node_modules/sql.js/dist/sql-wasm.wasm'), join(root, 'dist/sql-wasm.wasm'));

for (const options of [node, extension, webview]) {
  if (watch) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
if (watch) console.error('Watching. Press Ctrl+C to stop.');
