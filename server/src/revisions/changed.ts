import { joinUri, type ProjectSnapshot, type SourceFile } from '../project/index.ts';
import { type BlobId, blobIdsOf } from './blob-id.ts';
import type { Commit, Repository } from './port.ts';

export type FileStanding = 'same' | 'changed' | 'new';

/** How the files of a project stand to a commit. Unsaved texts count. */
export interface Standings {
  of(snapshot: ProjectSnapshot, uri: string): FileStanding;
  /** The segments and the schema whose texts differ. */
  changed(snapshot: ProjectSnapshot): readonly { readonly uri: string; readonly standing: 'changed' | 'new' }[];
}

/** Asks for the names of a commit's files once, for as many questions as there are. Without a commit all is new. */
export async function standingsTo(
  rootUri: string,
  repository: Repository,
  commit: Commit | undefined,
): Promise<Standings> {
  const files = commit ? await repository.tree(commit.id, rootUri) : [];
  const blobs = new Map(files.map(({ path, blob }) => [joinUri(rootUri, path), blob] as const));
  const standings: Standings = {
    of(snapshot, uri) {
      const blob = blobs.get(uri);
      if (blob === undefined) return 'new';
      const file = snapshot.file(uri);
      return file && idsOf(file, blob).includes(blob) ? 'same' : 'changed';
    },
    changed(snapshot) {
      const uris = snapshot.governed ? [snapshot.schemaUri, ...snapshot.uris] : snapshot.uris;
      return uris.flatMap((uri) => {
        const standing = standings.of(snapshot, uri);
        return standing === 'same' ? [] : [{ uri, standing }];
      });
    },
  };
  return standings;
}

const named = new WeakMap<SourceFile, readonly BlobId[]>();

/** Found once for a text: each segment that is asked about asks about the schema too. */
function idsOf(file: SourceFile, like: BlobId): readonly BlobId[] {
  const known = named.get(file);
  if (known?.[0]?.length === like.length) return known;
  const ids = blobIdsOf(file.text, like);
  named.set(file, ids);
  return ids;
}
