import type { Blocker } from '../project/index.ts';
import type { ExitCode, Io } from './io.ts';
import { collectFindings } from './reporters/findings.ts';
import { textReport } from './reporters/text.ts';
import type { Session } from './session.ts';

/** Prints the errors because of which something is not evaluated on standard error; the exit code for it. */
export function reportBlockers(session: Session, blockers: readonly Blocker[], io: Io): ExitCode {
  const { snapshot } = session;
  const files = [...new Set(blockers.map((b) => b.uri))].map((file) => ({
    file: session.display(file),
    text: snapshot.file(file)?.text ?? '',
    diagnostics: blockers.filter((b) => b.uri === file).map((b) => b.diagnostic),
  }));
  io.err(textReport(collectFindings(files), io.color));
  return 1;
}
