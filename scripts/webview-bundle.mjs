// How the webviews are bundled: for dist/ and, in the same way, for the tests that open them in a browser.
import { join } from 'node:path';
import { root } from './setup.mjs';

/** React Aria's own words come in 34 languages; the panels' words are English, so theirs are too. */
const englishOnly = {
  name: 'english-only',
  setup(build) {
    build.onResolve({ filter: /[\\/]intl[\\/](?:\w+[\\/])?[a-z]{2}-[A-Z]{2}\.mjs$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/[a-z]{2}-[A-Z]{2}\.mjs$/, 'en-US.mjs')),
    }));
  },
};

/** Options for esbuild; a page is `NAME.js` and `NAME.css` in `outdir`. */
export function webviewBundle({ production = false } = {}) {
  return {
    absWorkingDir: root,
    entryPoints: {
      insights: 'client/webview/insights/main.tsx',
      'query-builder': 'client/webview/query-builder/main.tsx',
    },
    outdir: join(root, 'dist', 'webview'),
    entryNames: '[name]',
    // The icons' font, beside the style that names it.
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
    bundle: true,
    minify: production,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    jsx: 'automatic',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
    plugins: [englishOnly],
  };
}
