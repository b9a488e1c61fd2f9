/**
 * A project on disk or in a virtual file system: finds it, indexes its files, follows their changes and the editor's
 * open documents. What it holds at a moment is an immutable snapshot, read lazily, once per version of a text.
 * Invariant: knows nothing of the protocol, the store or the command line; touches files only through `FileHost`.
 */
export { type Blocker, storeBlockers, withReferences } from './blockers.ts';
export { type DraftContext, draftContext, folderForNew } from './draft.ts';
export { kebab } from './file-checks.ts';
export type { FileChange, FileHost, FileStat, FolderEntry } from './file-host.ts';
export { firstColumn, type ListFile, type ListReading, type ListStatus, listUri } from './lists.ts';
export {
  findProjectRoot,
  isSchemaFile,
  isSegmentFile,
  isSkipped,
  SCHEMA_FILE,
  SEGMENT_SUFFIX,
  segmentIdOf,
} from './locate.ts';
export { nextTurn } from './next-turn.ts';
export { ownDiagnostics } from './own-diagnostics.ts';
export { openProject, type Project } from './project.ts';
export { MANY_FILES } from './readings.ts';
export type { IndexFile } from './segment-index.ts';
export { createSnapshot, type ProjectSnapshot, schemaRules } from './snapshot.ts';
export { openDocument, type SourceFile } from './source-file.ts';
export { digest, type SegmentSummary } from './summary.ts';
export * from './uris.ts';
export { nameKey, namesIn, operatorKey, spokenIn, type Usage, windowKey } from './usage.ts';
export { type Use, usesOf } from './uses.ts';
export { createWorkspace, type Workspace } from './workspace.ts';
