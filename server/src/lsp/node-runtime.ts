import { writeFileAtomically } from '../insights/write-file.ts';
import { pathOfUri } from '../project/index.ts';
import { nodeHost } from '../project/node-host.ts';
import { gitRevisions } from '../revisions/index.ts';
import type { ImportProgress } from '../store/index.ts';
import type { Progress, Runtime } from './runtime.ts';

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
  writeFile: (uri, text, signal) =>
    writeFileAtomically(pathOfUri(uri), text, { ...(signal ? { signal } : {}), secret: true }),
};

function progressOf({ phase, rows, totalRows, bytes, totalBytes }: ImportProgress): Progress {
  const count = rows.toLocaleString('en');
  if (phase === 'saving') return { message: 'Saving the store', percentage: 99 };
  if (phase === 'reading') {
    const share = totalBytes > 0 ? bytes / totalBytes : 0;
    return { message: `${count} rows read`, percentage: Math.min(70, Math.round(share * 70)) };
  }
  const share = totalRows ? rows / totalRows : 0;
  return { message: `${count} rows written`, percentage: Math.min(98, 70 + Math.round(share * 28)) };
}
