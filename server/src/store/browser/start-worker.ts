import type { WebWorker } from './ports.ts';

/**
 * Starts a worker from the URL of a script. The extension's files come from another origin than the page, from which no
 * worker may be started; a script of this origin may load them.
 */
export function startWorker(script: string, name: string): WebWorker {
  const { Worker } = globalThis as unknown as {
    readonly Worker: new (url: string, options: { readonly name: string }) => WebWorker;
  };
  const loader = URL.createObjectURL(
    new Blob([`importScripts(${JSON.stringify(script)});`], { type: 'text/javascript' }),
  );
  try {
    return new Worker(loader, { name });
  } finally {
    // Browsers have taken the address by now; what it stands for lives until the script is loaded.
    setTimeout(() => URL.revokeObjectURL(loader), 10_000);
  }
}
