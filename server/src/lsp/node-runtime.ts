import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../insights/write-file.ts';
import { pathOfUri } from '../project/index.ts';
import { nodeHost } from '../project/node-host.ts';
import { gitRevisions } from '../revisions/git.ts';
import { prepareFolder, stateFolder } from '../store/import/store-files.ts';
import { progressOf } from './import-progress.ts';
import type { Runtime } from './runtime.ts';

/** This machine: its disk, its clock, and stores in worker threads. */
export const nodeRuntime: Runtime = {
  host: nodeHost,
  now: () => Date.now(),
  environment: (name) => process.env[name],
  // Loaded when a store is first asked for: the server answers about texts long before.
  openStore: async ({ onProgress, ...options }) => {
    const { openStore } = await import('../store/index.ts');
    return openStore({ ...options, ...(onProgress ? { onProgress: (p) => onProgress(progressOf(p)) } : {}) });
  },
  inputsVersion: async (options) => (await import('../store/index.ts')).inputsVersion(options),
  inferSchema: async (options) => (await import('../store/index.ts')).inferSchema(options),
  revisions: gitRevisions,
  segmentIndex: {
    read: (rootUri) => readFile(indexPath(rootUri), 'utf8').catch(() => undefined),
    write: async (rootUri, text) => {
      await prepareFolder(pathOfUri(rootUri));
      await writeFileAtomically(indexPath(rootUri), text);
    },
  },
  writeFile: (uri, text, signal) =>
    writeFileAtomically(pathOfUri(uri), text, { ...(signal ? { signal } : {}), secret: true }),
};

const indexPath = (rootUri: string): string => join(stateFolder(pathOfUri(rootUri)), 'index.json');
