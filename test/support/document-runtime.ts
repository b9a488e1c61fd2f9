import type { Runtime } from '../../server/src/lsp/runtime.ts';
import type { FileHost } from '../../server/src/project/index.ts';

/** A runtime whose store cannot be opened: for tests that are about documents. */
export const documentRuntime = (host: FileHost): Runtime => ({
  host,
  now: () => Date.parse('2026-06-30T12:00:00Z'),
  environment: () => undefined,
  openStore: () => Promise.reject(new Error('no store here')),
  inputsVersion: () => Promise.resolve(''),
  writeFile: () => Promise.reject(new Error('nothing is written here')),
});
