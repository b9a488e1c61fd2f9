/** What a segment can be compared with in git. */

export interface RevisionsParams {
  readonly uri: string;
}

export type RevisionsResult =
  /** No repository, no git here, or an untrusted workspace; one sentence says which. */
  | { readonly state: 'none'; readonly message: string }
  | {
      readonly state: 'ready';
      /** The commit that is checked out; null before the first one. */
      readonly head: Revision | null;
      /** The branch that is checked out; null when none is. */
      readonly branch: string | null;
      /** Other branches, the remote ones too, by name. */
      readonly branches: readonly { readonly name: string; readonly commit: string }[];
      /** The latest commits that changed the file, the newest first. */
      readonly commits: readonly Revision[];
      /** Whether the text differs from the one at HEAD; `new` when HEAD has no such file. */
      readonly standing: 'same' | 'changed' | 'new';
    };

export interface Revision {
  /** The commit's full hash. */
  readonly commit: string;
  readonly subject: string;
  /** ISO 8601. */
  readonly at: string;
  readonly author: string;
}

/** Segments and schemas of all projects that differ from HEAD, with the texts in the editor: for badges in lists. */
export interface ChangedFilesResult {
  readonly files: readonly { readonly uri: string; readonly standing: 'changed' | 'new' }[];
}
