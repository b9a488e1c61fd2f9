import initSqlJs, { type SqlJsStatic } from 'sql.js';
import { wasmPath } from './program-files.ts';

let loading: Promise<SqlJsStatic> | undefined;

/** SQLite has its own `sin`, `asin` and the like; the older ones of sql.js would hide them, with a warning each call. */
const config = { locateFile: () => wasmPath(), useOldExtensionFunctions: false };

/** SQLite, loaded once a thread. */
export function loadSqlJs(): Promise<SqlJsStatic> {
  loading ??= initSqlJs(config);
  return loading;
}
