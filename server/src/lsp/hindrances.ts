import { CancelledError, DataMissing, StoreError } from '../store/ports.ts';
import type { RequestParts } from './request-parts.ts';
import { stackOf } from './run-safe.ts';

/** Why users are not counted, and the command that helps. */
export interface Hindrance {
  readonly message: string;
  readonly action: { readonly title: string; readonly command: string };
}

export const UNTRUSTED: Hindrance = {
  message: 'The workspace is not trusted, so its data is not read. Trust it to count users.',
  action: { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' },
};

export const NO_PROJECT: Hindrance = {
  message: 'No segments.schema.yaml governs this file, so there is no data to count.',
  action: { title: 'Create Schema', command: 'segments.createSchema' },
};

const REBUILD = { title: 'Rebuild Store', command: 'segments.rebuildStore' };

/** What an error of `method` means for the person. A defect of our own goes into the log. */
export function hindranceOf(error: unknown, method: string, { log }: Pick<RequestParts, 'log'>): Hindrance {
  if (error instanceof CancelledError) return { message: 'The import was cancelled.', action: REBUILD };
  // Reading again does not bring it.
  if (error instanceof DataMissing)
    return { message: error.message, action: { title: 'Manage Data', command: 'segments.manageData' } };
  if (error instanceof StoreError) return { message: error.message, action: REBUILD };
  log.error(`${method}: ${stackOf(error)}`);
  return {
    message: 'Counting failed because of a defect in the extension; its log says more.',
    action: { title: 'Show Log', command: 'segments.showLog' },
  };
}
