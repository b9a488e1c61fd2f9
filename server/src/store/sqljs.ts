import initSqlJs, { type SqlJsStatic } from 'sql.js';
import { wasmPath } from './program-files.ts';

let loading: Promise<SqlJsStatic> | undefined;

/** SQLite, loaded once a thread. */
export function loadSqlJs(): Promise<SqlJsStatic> {
  loading ??= initSqlJs({ locateFile: () => wasmPath() });
  return loading;
}
