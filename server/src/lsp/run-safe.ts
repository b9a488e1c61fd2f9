import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { nextTurn } from '../project/index.ts';
import { CancelledError, StoreError } from '../store/ports.ts';

/** Where defects are written. */
export interface Log {
  error(message: string): void;
  info(message: string): void;
}

/** What the log is told of a defect: what it is and where it comes from. */
export const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/**
 * Wraps a handler so that no document and no defect ends the server: a cancelled request says so, a defect is logged
 * with its stack and answered with the fallback.
 */
export function runSafe<Params, Result>(
  log: Log,
  name: string,
  fallback: Result,
  work: (params: Params, token: CancellationToken) => Result | Promise<Result>,
): (params: Params, token: CancellationToken) => Promise<Result | ResponseError<void>> {
  return async (params, token) => {
    // Notifications that arrived with the request, a cancellation above all, are handled first.
    await nextTurn();
    if (token.isCancellationRequested) return cancelled();
    try {
      const result = await work(params, token);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (error) {
      if (error instanceof CancelledError || (token.isCancellationRequested && isAbort(error))) return cancelled();
      if (error instanceof ResponseError) return error;
      // An expected failure: one clear sentence for a person.
      if (error instanceof StoreError) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
      log.error(`${name}: ${stackOf(error)}`);
      return fallback;
    }
  };
}

const cancelled = () => new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';

/** A signal that is aborted with a token. */
export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
