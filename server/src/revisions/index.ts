/**
 * Earlier versions of a project in git: lists of what there is, the project as it was at one of them, what changed
 * since. Invariant: reads only, asks for objects and names alone, and never lets a repository's own configuration start
 * a program; nothing but `git.ts` knows that git is a program of this machine.
 */
export { type BlobId, blobIdsOf } from './blob-id.ts';
export { type FileStanding, type Standings, standingsTo } from './changed.ts';
export { type EarlierProjects, type EarlierVersion, earlierProjects } from './earlier-projects.ts';
export type { Branch, Commit, Repository, RepositoryResult, Revisions, TreeFile } from './port.ts';
export { type EarlierUri, earlierUris } from './renamed.ts';
