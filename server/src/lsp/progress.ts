import type { CancellationToken, Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Client } from './capabilities.ts';
import type { Progress } from './runtime.ts';

/** Shows how far a long work is; nothing appears before the first report, so that quick work shows nothing. */
export interface ProgressView {
  report(progress: Progress): void;
  done(): void;
}

/** In the progress that the client made for the request. */
export function requestedProgress(
  connection: Connection,
  token: string | number | undefined,
  title: string,
): ProgressView {
  const reporter = token === undefined ? undefined : connection.window.attachWorkDoneProgress(token);
  let begun = false;
  return {
    report: (progress) => {
      if (!reporter) return;
      if (!begun) reporter.begin(title, progress.percentage ?? 0, progress.message, true);
      else say(reporter, progress);
      begun = true;
    },
    done: () => {
      if (begun) reporter?.done();
    },
  };
}

/** In a progress of the server's own, where the client shows such. `cancelled` is called when a person ends it. */
export function ownProgress(
  connection: Connection,
  client: Client | undefined,
  title: string,
  cancelled: () => void,
): ProgressView {
  let reporter: Promise<WorkDoneProgressReporter & { readonly token: CancellationToken }> | undefined;
  let last = 0;
  return {
    report: (progress) => {
      if (!client?.workDoneProgress) return;
      if (!reporter) {
        reporter = connection.window.createWorkDoneProgress();
        reporter.then(
          (r) => {
            r.begin(title, progress.percentage ?? 0, progress.message, true);
            r.token.onCancellationRequested(cancelled);
          },
          () => undefined,
        );
        return;
      }
      // A few times a second is enough for an eye.
      if (Date.now() - last < 100) return;
      last = Date.now();
      reporter.then((r) => say(r, progress)).catch(() => undefined);
    },
    done: () => {
      reporter?.then((r) => r.done()).catch(() => undefined);
    },
  };
}

function say(reporter: WorkDoneProgressReporter, { message, percentage }: Progress): void {
  if (percentage === undefined) reporter.report(message);
  else reporter.report(percentage, message);
}
