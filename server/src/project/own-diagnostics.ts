import type { Diagnostic } from '../language/diagnostic.ts';
import { checkFileName, checkLists } from './file-checks.ts';
import type { ProjectSnapshot } from './snapshot.ts';
import type { SegmentSummary } from './summary.ts';

const owned = new WeakMap<
  SegmentSummary,
  Pick<ProjectSnapshot, 'lists' | 'csvFiles'> & { readonly diagnostics: readonly Diagnostic[] }
>();

/** What one file, its name and the lists it names tell. The same list as long as they are the same. */
export function ownDiagnostics(
  summary: SegmentSummary,
  { lists, csvFiles }: Pick<ProjectSnapshot, 'lists' | 'csvFiles'>,
): readonly Diagnostic[] {
  const known = owned.get(summary);
  if (known && known.lists === lists && known.csvFiles === csvFiles) return known.diagnostics;
  const more = [...checkFileName(summary.uri, summary.firstLine), ...checkLists(summary.uses, lists, csvFiles)];
  const diagnostics = more.length > 0 ? [...summary.diagnostics, ...more] : summary.diagnostics;
  owned.set(summary, { lists, csvFiles, diagnostics });
  return diagnostics;
}
