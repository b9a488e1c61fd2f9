import initSqlJs, { type SqlJsStatic } from 'sql.js';

let loading: Promise<SqlJsStatic> | undefined;

/** SQLite, loaded once a thread from the path or URL of its WebAssembly. */
export function loadSqlJs(wasm: string): Promise<SqlJsStatic> {
  // SQLite has its own `sin`, `asin` and the like; the older ones of sql.js would hide them, with a warning each call.
  const config = { locateFile: () => wasm, useOldExtensionFunctions: false };
  loading ??= initSqlJs(config);
  return loading;
}
