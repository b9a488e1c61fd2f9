import type { ProjectSnapshot } from '../project/index.ts';

/**
 * Whether numbers of a segment may have changed without an edit in its own file: its schema, or a segment that it
 * refers to, did. (The panel counts a segment's own edits by itself.)
 */
export function othersChanged(before: readonly ProjectSnapshot[], after: readonly ProjectSnapshot[]): boolean {
  return after.some((snapshot) => {
    const old = before.find((s) => s.rootUri === snapshot.rootUri);
    if (!old || old === snapshot) return false;
    if (old.schema !== snapshot.schema) return true;
    const changed = new Set(
      snapshot.summaries.filter((each) => old.file(each.uri) !== snapshot.file(each.uri)).map(({ id }) => id),
    );
    if (changed.size === 0) return false;
    return snapshot.summaries.some(({ references }) => references.some(({ name }) => changed.has(name)));
  });
}

/** Whether what segments can speak of changed: the schema, also that there is one, the names of segments, the lists beside them. */
export function vocabularyChanged(before: readonly ProjectSnapshot[], after: readonly ProjectSnapshot[]): boolean {
  if (before.some(({ rootUri }) => after.every((each) => each.rootUri !== rootUri))) return true;
  return after.some((snapshot) => {
    const old = before.find((each) => each.rootUri === snapshot.rootUri);
    if (old === snapshot) return false;
    const { schema, names, csvFiles } = snapshot;
    return old === undefined || old.schema !== schema || old.names !== names || old.csvFiles !== csvFiles;
  });
}
