/** What is wrong in a project, by the summaries of its files. */

import type { Diagnostic } from '../language/diagnostic.ts';
import { checkProject, type ProjectChecks } from '../language/index.ts';
import { checkSchemaIsThere } from './file-checks.ts';
import { segmentIdOf } from './locate.ts';
import { ownDiagnostics } from './own-diagnostics.ts';
import type { ProjectSnapshot } from './snapshot.ts';
import type { SourceFile } from './source-file.ts';
import type { SegmentSummary } from './summary.ts';

/** All problems of every file; reads what is unread. */
export function allDiagnostics(
  snapshot: ProjectSnapshot,
  segments: ReadonlyMap<string, SourceFile | undefined>,
  schemaFile: SourceFile | undefined,
  checks: ProjectChecks,
): ReadonlyMap<string, readonly Diagnostic[]> {
  const result = new Map<string, readonly Diagnostic[]>();
  if (!schemaFile) {
    for (const [uri, file] of segments) if (file) result.set(uri, [checkSchemaIsThere(uri, file.text)]);
    return result;
  }
  const { summaries } = snapshot;
  const across = checks.of(summaries);
  result.set(snapshot.schemaUri, snapshot.schemaDiagnostics());
  for (const summary of summaries) {
    const own = ownDiagnostics(summary, snapshot);
    const others = across.get(summary.uri);
    result.set(summary.uri, others ? [...own, ...others] : own);
  }
  return result;
}

/** What one file, those of its id, and all that they refer to tell: where errors across files come from. */
export function earlyProblems(uri: string, snapshot: ProjectSnapshot): readonly Diagnostic[] {
  const summary = snapshot.summary(uri);
  if (!summary) return [];
  const others = checkProject(around(uri, snapshot).summaries).get(uri) ?? [];
  return [...ownDiagnostics(summary, snapshot), ...others];
}

/** A file, those of its id, and all that they refer to. `missing` are those of which the text is still to come. */
export function around(
  uri: string,
  snapshot: ProjectSnapshot,
): { readonly summaries: readonly SegmentSummary[]; readonly missing: readonly string[] } {
  const seen = new Set([uri]);
  const ids = new Set<string>();
  const summaries: SegmentSummary[] = [];
  const missing: string[] = [];
  for (const at of seen) {
    const each = snapshot.summary(at);
    if (each) summaries.push(each);
    else missing.push(at);
    for (const id of [segmentIdOf(at), ...(each?.references ?? []).map(({ name }) => name)]) {
      if (ids.has(id)) continue;
      ids.add(id);
      for (const other of snapshot.filesById.get(id) ?? []) seen.add(other);
    }
  }
  return { summaries, missing };
}
