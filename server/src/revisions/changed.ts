import { isSchemaFile, isSegmentFile, joinUri, type ProjectSnapshot } from '../project/index.ts';
import { blobIdsOf } from './blob-id.ts';
import type { Commit, Repository, TreeFile } from './port.ts';

export type FileStanding = 'same' | 'changed' | 'new';

/** The segments and the schema of a project whose texts differ from those at a commit. Unsaved texts count. */
export async function changedFiles(
  snapshot: ProjectSnapshot,
  repository: Repository,
  commit: Commit | undefined,
): Promise<readonly { readonly uri: string; readonly standing: 'changed' | 'new' }[]> {
  const committed = await textsAt(snapshot, repository, commit);
  const uris = snapshot.governed ? [snapshot.schemaUri, ...snapshot.uris] : snapshot.uris;
  return uris.flatMap((uri) => {
    const standing = compare(snapshot, uri, committed);
    return standing === 'same' ? [] : [{ uri, standing }];
  });
}

/** How one file of a project stands to a commit. */
export async function standingOf(
  snapshot: ProjectSnapshot,
  uri: string,
  repository: Repository,
  commit: Commit | undefined,
): Promise<FileStanding> {
  return compare(snapshot, uri, await textsAt(snapshot, repository, commit));
}

async function textsAt(
  { rootUri }: ProjectSnapshot,
  repository: Repository,
  commit: Commit | undefined,
): Promise<ReadonlyMap<string, TreeFile>> {
  const files = commit ? await repository.tree(commit.id, rootUri) : [];
  const byUri = files.map((file) => [joinUri(rootUri, file.path), file] as const);
  return new Map(byUri.filter(([uri]) => isSegmentFile(uri) || isSchemaFile(uri)));
}

function compare(snapshot: ProjectSnapshot, uri: string, committed: ReadonlyMap<string, TreeFile>): FileStanding {
  const before = committed.get(uri);
  if (!before) return 'new';
  return blobIdsOf(snapshot.file(uri)?.text ?? '', before.blob).includes(before.blob) ? 'same' : 'changed';
}
