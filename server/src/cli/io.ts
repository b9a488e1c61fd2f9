import { createColors } from 'picocolors';

/** Exit codes: done and nothing wrong; done, and it found errors; could not do it. */
export type ExitCode = 0 | 1 | 2;

/** Could not do it: one clear sentence for standard error, exit code 2. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** Where a command's words go. Output for people or machines is `out`; progress and failures are `err`. */
export interface Io {
  readonly cwd: string;
  readonly color: ReturnType<typeof createColors>;
  /** Writes text and waits until the reader took it, so that a long export does not pile up in memory. */
  out(text: string): Promise<void>;
  err(text: string): void;
  /** Shows a passing line on a terminal; an empty text clears it. Does nothing elsewhere. */
  progress(text: string): void;
  readonly signal: AbortSignal;
}

/** The process's own streams. `NO_COLOR` and non-terminals get plain text. */
export function processIo(signal: AbortSignal): Io {
  const { stdout, stderr } = process;
  const colored = stdout.isTTY === true && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  let shown = false;
  const clear = () => {
    if (shown) stderr.write('\r\x1b[2K');
    shown = false;
  };
  // A reader that went away (`| head`) is not a failure.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    stderr.write(`The output could not be written: ${error.message}\n`, () => process.exit(2));
  });
  return {
    cwd: process.cwd(),
    color: createColors(colored),
    signal,
    out: (text) => {
      clear();
      return new Promise((done) => stdout.write(text, () => done()));
    },
    err: (text) => {
      clear();
      stderr.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    progress: (text) => {
      if (!stderr.isTTY) return;
      clear();
      if (text === '') return;
      stderr.write(text.slice(0, Math.max(20, (stderr.columns ?? 80) - 1)));
      shown = true;
    },
  };
}
