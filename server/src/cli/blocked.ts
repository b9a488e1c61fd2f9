import type { Io } from './io.ts';
import { collectFindings } from './reporters/findings.ts';
import { textReport } from './reporters/text.ts';
import type { Session } from './session.ts';

/** A segment with errors is not evaluated: prints its problems on standard error. True when there were any. */
export function reportBlockers(session: Session, uri: string, io: Io): boolean {
  const { snapshot } = session;
  const blockers = snapshot.blockers(uri);
  if (blockers.length === 0) return false;
  const files = [...new Set(blockers.map((b) => b.uri))].map((file) => ({
    file: session.display(file),
    text: snapshot.file(file)?.text ?? '',
    diagnostics: blockers.filter((b) => b.uri === file).map((b) => b.diagnostic),
  }));
  io.err(textReport(collectFindings(files), io.color));
  return true;
}
