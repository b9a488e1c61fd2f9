import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

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
 * The entry of a worker thread: its bundle, or its source, which Node then runs through tsx.
 * `source` is seen from this folder.
 */
export function workerEntry(bundle: string, source: string): { readonly entry: string; readonly execArgv: string[] } {
  const bundled = inBundle(bundle);
  if (bundled !== undefined) return { entry: bundled, execArgv: [] };
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return { entry: fileURLToPath(new URL(source, import.meta.url)), execArgv: ['--import', tsx] };
}
