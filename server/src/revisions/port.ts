/** What is asked of a version control. A browser has none: there the port is absent. */
export interface Revisions {
  /** The repository that a folder lies in. */
  repositoryOf(folderUri: string): Promise<RepositoryResult>;
}

/** No repository: one sentence says why. */
export type RepositoryResult =
  | { readonly ok: true; readonly repository: Repository }
  | { readonly ok: false; readonly reason: string };

export interface Repository {
  /** Undefined before the first commit. */
  head(): Promise<Commit | undefined>;
  /** The branch that is checked out; undefined when none is. */
  branch(): Promise<string | undefined>;
  /** Local and remote branches, by name. */
  branches(): Promise<readonly Branch[]>;
  /** The commit that a branch, a tag or a (shortened) hash names. */
  commit(revision: string): Promise<Commit | undefined>;
  /** The latest commits that changed a file, the newest first. */
  history(uri: string, limit: number): Promise<readonly Commit[]>;
  /** All files below a folder at a commit, without links and submodules. */
  tree(commit: string, folderUri: string): Promise<readonly TreeFile[]>;
  /** Contents by blob; those that the repository lacks are left out. */
  read(blobs: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
}

export interface Commit {
  /** The full hash. */
  readonly id: string;
  readonly subject: string;
  /** ISO 8601. */
  readonly at: string;
  readonly author: string;
}

export interface Branch {
  readonly name: string;
  readonly commit: string;
}

export interface TreeFile {
  /** Below the folder, with forward slashes. */
  readonly path: string;
  readonly blob: string;
  /** Bytes. */
  readonly size: number;
}
