import { openProject, type ProjectSnapshot } from '../project/index.ts';
import type { Repository } from './port.ts';
import { treeHost } from './tree-host.ts';

/** Projects as they were at a commit. The latest few asked for are kept, since a commit never changes. */
export interface EarlierProjects {
  at(rootUri: string, repository: Repository, commit: string): Promise<ProjectSnapshot>;
}

const KEPT = 4;

export function earlierProjects(): EarlierProjects {
  const known = new Map<string, Promise<ProjectSnapshot>>();
  return {
    at(rootUri, repository, commit) {
      const key = `${commit} ${rootUri}`;
      const found = known.get(key) ?? read(rootUri, repository, commit);
      known.delete(key);
      known.set(key, found);
      found.catch(() => known.delete(key));
      for (const oldest of known.keys()) if (known.size > KEPT) known.delete(oldest);
      return found;
    },
  };
}

async function read(rootUri: string, repository: Repository, commit: string): Promise<ProjectSnapshot> {
  const project = await openProject(rootUri, await treeHost(repository, commit, rootUri));
  return project.settle();
}
