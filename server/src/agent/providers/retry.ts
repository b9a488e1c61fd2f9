/** Tries again what may pass: a limit, an error of the server, a broken connection. Waits as the server asks. */
import { unlessAborted } from './language-model.ts';

const RETRIES = 2;
const FIRST_WAIT = 500;
const LONGEST_OWN_WAIT = 8000;
/** Nobody watches a progress bar for longer; a server that asks for more is told of instead. */
export const LONGEST_WAIT = 30_000;

export interface Failure {
  /** Milliseconds the server asks to wait. */
  readonly wait?: number | undefined;
}

/** `passing` says whether a failure may pass; undefined: it will not. */
export async function withRetries<T>(
  work: () => Promise<T>,
  passing: (error: unknown) => Failure | undefined,
  call: { readonly signal?: AbortSignal | undefined; readonly onProgress?: ((text: string) => void) | undefined },
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await unlessAborted(work(), call.signal);
    } catch (error) {
      call.signal?.throwIfAborted();
      const failure = passing(error);
      if (!failure || attempt >= RETRIES) throw error;
      const own = Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_OWN_WAIT) * (0.75 + Math.random() / 4);
      const wait = failure.wait ?? own;
      if (wait > LONGEST_WAIT) throw error;
      if (wait >= 1000) call.onProgress?.(`Trying again in ${Math.ceil(wait / 1000)} s…`);
      await unlessAborted(new Promise((resolve) => setTimeout(resolve, wait)), call.signal);
      call.onProgress?.('Asking the model again…');
    }
  }
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
export function askedWait(headers: { get(name: string): string | null } | undefined): number | undefined {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (exact >= 0) return exact;
  const text = headers?.get('retry-after');
  if (!text) return undefined;
  const seconds = Number(text);
  const wait = Number.isNaN(seconds) ? Date.parse(text) - Date.now() : seconds * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
