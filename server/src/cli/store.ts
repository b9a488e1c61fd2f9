import type { Unprepared } from '../insights/index.ts';
import { type ImportProgress, openStore, type SegmentStore } from '../store/index.ts';
import { reportBlockers } from './blocked.ts';
import { CliError, type ExitCode, type Io } from './io.ts';
import type { Session } from './session.ts';

/** Opens the project's store, importing the data first when it is missing or stale, or when `rebuild` says so. */
export async function openSessionStore(session: Session, io: Io, rebuild = false): Promise<SegmentStore> {
  try {
    return await openStore({
      root: session.project.root,
      schema: session.snapshot.schema,
      signal: io.signal,
      rebuild,
      // A command asks once: a thread would only start later.
      engine: 'sqljs-in-process',
      onProgress: (progress) => io.progress(progressLine(progress)),
    });
  } finally {
    io.progress('');
  }
}

function progressLine({ phase, rows, totalRows, bytes, totalBytes }: ImportProgress): string {
  const [done, of] = totalRows === undefined ? [bytes, totalBytes] : [rows, totalRows];
  const percent = of > 0 ? ` ${Math.min(100, Math.floor((100 * done) / of))} %` : '';
  return `Importing data: ${phase}${percent} · ${rows.toLocaleString('en')} rows`;
}

/** Says why a segment was not evaluated, and gives the exit code for it. */
export function reportUnprepared(result: Unprepared, session: Session, io: Io): ExitCode {
  if (result.state === 'failed') throw new CliError(result.message);
  return reportBlockers(session, result.problems, io);
}
