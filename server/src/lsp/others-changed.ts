import type { ProjectSnapshot } from '../project/index.ts';

type Snapshots = readonly ProjectSnapshot[];

const sameRoot = (snapshots: Snapshots, { rootUri }: ProjectSnapshot) =>
  snapshots.find((each) => each.rootUri === rootUri);

/** Whether a project is there that was not, or the other way round: its schema was written, deleted or moved. */
const cameOrWent = (before: Snapshots, after: Snapshots) =>
  before.length !== after.length || after.some((each) => !sameRoot(before, each));

/**
 * Whether numbers of a segment may have changed without an edit in its own file: its schema, or a segment that it
 * refers to, did. (The panel counts a segment's own edits by itself.)
 */
export function othersChanged(before: Snapshots, after: Snapshots): boolean {
  if (cameOrWent(before, after)) return true;
  return after.some((snapshot) => {
    const old = sameRoot(before, snapshot);
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
export function vocabularyChanged(before: Snapshots, after: Snapshots): boolean {
  if (cameOrWent(before, after)) return true;
  return after.some((snapshot) => {
    const old = sameRoot(before, snapshot);
    if (!old || old === snapshot) return false;
    const { schema, names, csvFiles } = snapshot;
    return old.schema !== schema || old.names !== names || old.csvFiles !== csvFiles;
  });
}
