import type { Connection } from 'vscode-languageserver';
import { methods, type ProgramFiles } from '../protocol/index.ts';
import { browserStores } from '../store/browser/index.ts';
import { clientFiles, writeClientFile } from './client-files.ts';
import { progressOf } from './import-progress.ts';
import type { Runtime } from './runtime.ts';

/** A browser: the client's files, and stores in memory, in web workers. There is no environment and no git. */
export function browserRuntime(connection: Connection): Runtime {
  const host = clientFiles(connection);
  const stores = browserStores({
    files: host,
    program: () => connection.sendRequest<ProgramFiles>(methods.programFiles),
  });
  return {
    host,
    now: () => Date.now(),
    environment: () => undefined,
    openStore: ({ rootUri, schema, signal, onProgress }) =>
      stores.open({
        rootUri,
        schema,
        ...(signal ? { signal } : {}),
        ...(onProgress ? { onProgress: (progress) => onProgress(progressOf(progress)) } : {}),
      }),
    inputsVersion: ({ rootUri, schema }) => stores.inputsVersion({ rootUri, schema }),
    writeFile: (uri, text, signal) => writeClientFile(connection, uri, text, signal),
  };
}
