// Bundles everything that runs into dist/.   node scripts/build.mjs [--watch] [--production]
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureInstalled, root } from './setup.mjs';
import { webviewBundle } from './webview-bundle.mjs';

ensureInstalled();
const esbuild = await import('esbuild');
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
// Built aside and put in place at once, so that whatever runs from dist/ meanwhile sees the old build or the new one.
const out = watch ? 'dist' : `.cache/dist-${process.pid}`;

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  // For Node it looks into the environment at every token.
  alias: { yaml: join(root, 'node_modules/yaml/browser/dist/index.js') },
  define: {
    'process.env.SEGMENTS_BUNDLED': '"1"',
    'process.env.SEGMENTS_VERSION': JSON.stringify(version),
    // What one build kept of a project's files, another reads anew.
    'process.env.SEGMENTS_BUILD': JSON.stringify(`${version} ${Date.now().toString(36)}`),
  },
};

/** Node programs. One output folder with shared chunks, so that openai and the like load only when used. */
const node = {
  ...shared,
  entryPoints: {
    cli: 'server/src/cli/main.ts',
    server: 'server/src/lsp/node.ts',
    mcp: 'server/src/mcp/node.ts',
    'store-worker': 'server/src/store/engines/sqljs/worker.ts',
    'import-worker': 'server/src/store/import/worker.ts',
  },
  outdir: out,
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
  entryPoints: { extension: 'client/src/extension-node.ts' },
  outdir: out,
  outExtension: { '.js': '.cjs' },
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
};

/** The same in a browser: the extension as its worker loads it, and scripts for workers of its own. */
const browser = {
  ...shared,
  outdir: join(out, 'web'),
  platform: 'browser',
  target: 'es2022',
  define: { ...shared.define, 'process.env.SEGMENTS_BROWSER': '"1"' },
};
const browserExtension = {
  ...browser,
  entryPoints: { extension: 'client/src/extension-browser.ts' },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  external: ['vscode'],
};
const browserWorkers = {
  ...browser,
  entryPoints: { server: 'server/src/lsp/browser.ts', 'store-worker': 'server/src/store/browser/worker.ts' },
  format: 'iife',
};

const webview = { ...webviewBundle({ production }), ...shared, outdir: join(root, out, 'webview') };
webview.define = { ...webview.define, ...shared.define };

await mkdir(join(root, out), { recursive: true });
await cp(join(root, 'node_modules/sql.js/dist/sql-wasm.wasm'), join(root, out, 'sql-wasm.wasm'));

for (const options of [node, extension, browserExtension, browserWorkers, webview]) {
  if (watch) await (await esbuild.context(options)).watch();
  else await esbuild.build(options);
}
if (watch) {
  console.error('Watching. Press Ctrl+C to stop.');
} else {
  const old = join(root, `${out}-old`);
  await rename(join(root, 'dist'), old).catch(() => undefined);
  await rename(join(root, out), join(root, 'dist'));
  await rm(old, { recursive: true, force: true });
}
