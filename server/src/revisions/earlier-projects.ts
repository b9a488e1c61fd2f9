import { openProject, type Project, type ProjectSnapshot } from '../project/index.ts';
import type { Repository } from './port.ts';
import { type EarlierUri, earlierUris } from './renamed.ts';
import { treeHost } from './tree-host.ts';

/** A project as it was, and where the segments of the present one lay then. */
export interface EarlierVersion {
  readonly snapshot: ProjectSnapshot;
  readonly uriOf: EarlierUri;
}

/** Projects as they were at a commit. The latest few asked for are kept, since a commit never changes. */
export interface EarlierProjects {
  /** Settled for one segment and all that it refers to; of the others the texts are there, to be read when asked for. */
  at(now: ProjectSnapshot, repository: Repository, commit: string, uri: string): Promise<EarlierVersion>;
}

interface Kept {
  readonly project: Project;
  /** By the present project. */
  readonly uris: WeakMap<ProjectSnapshot, EarlierUri>;
}

const KEPT = 4;

export function earlierProjects(): EarlierProjects {
  const known = new Map<string, Promise<Kept>>();
  return {
    async at(now, repository, commit, uri) {
      const { rootUri } = now;
      const key = `${commit} ${rootUri}`;
      const found = known.get(key) ?? open(rootUri, repository, commit);
      known.delete(key);
      known.set(key, found);
      found.catch(() => known.delete(key));
      for (const oldest of known.keys()) if (known.size > KEPT) known.delete(oldest);
      const { project, uris } = await found;
      const uriOf = uris.get(now) ?? earlierUris(project.snapshot, now);
      uris.set(now, uriOf);
      return { snapshot: await project.settleFor(uriOf(uri) ?? uri), uriOf };
    },
  };
}

const open = async (rootUri: string, repository: Repository, commit: string): Promise<Kept> => ({
  project: await openProject(rootUri, await treeHost(repository, commit, rootUri)),
  uris: new WeakMap(),
});
