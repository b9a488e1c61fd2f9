import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The files of the bundle lie beside this module or, when this became a shared chunk, one folder up. */
function inBundle(name: string): string | undefined {
  if (process.env.SEGMENTS_BUNDLED === undefined) return undefined;
  const places = [`./${name}`, `../${name}`].map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return places.find((place) => existsSync(place)) ?? places[0]!;
}

/** SQLite's WebAssembly. */
export function wasmPath(): string {
  return inBundle('sql-wasm.wasm') ?? createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm');
}

/**
 * The entry of a worker thread: its bundle or, when this runs from sources, a few lines that load its source through
 * tsx, which a worker does not get from its parent on every version of Node. `source` is seen from this folder.
 */
export function workerEntry(bundle: string, source: string): URL {
  const bundled = inBundle(bundle);
  if (bundled !== undefined) return pathToFileURL(bundled);
  // Its exports send a resolver of CommonJS to a variant that works in no worker.
  const commonJs = createRequire(import.meta.url).resolve('tsx/esm/api');
  const tsx = JSON.stringify(pathToFileURL(commonJs.replace(/\.cjs$/, '.mjs')).href);
  const entry = JSON.stringify(new URL(source, import.meta.url).href);
  const code = `import { register } from ${tsx}; register(); await import(${entry});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}
