import { openProject, type Project, type ProjectSnapshot } from '../project/index.ts';
import type { Repository } from './port.ts';
import { treeHost } from './tree-host.ts';

/** Projects as they were at a commit. The latest few asked for are kept, since a commit never changes. */
export interface EarlierProjects {
  /** Settled for one segment and all that it refers to; of the others the texts are there, to be read when asked for. */
  at(rootUri: string, repository: Repository, commit: string, uri: string): Promise<ProjectSnapshot>;
}

const KEPT = 4;

export function earlierProjects(): EarlierProjects {
  const known = new Map<string, Promise<Project>>();
  return {
    async at(rootUri, repository, commit, uri) {
      const key = `${commit} ${rootUri}`;
      const found = known.get(key) ?? open(rootUri, repository, commit);
      known.delete(key);
      known.set(key, found);
      found.catch(() => known.delete(key));
      for (const oldest of known.keys()) if (known.size > KEPT) known.delete(oldest);
      return (await found).settleFor(uri);
    },
  };
}

const open = async (rootUri: string, repository: Repository, commit: string): Promise<Project> =>
  openProject(rootUri, await treeHost(repository, commit, rootUri));
