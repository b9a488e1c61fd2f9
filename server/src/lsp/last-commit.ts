import { type ProjectSnapshot, withReferences } from '../project/index.ts';
import { type EarlierProjects, type EarlierVersion, standingsTo } from '../revisions/index.ts';
import type { Runtime } from './runtime.ts';

/** A project's last commit, for as many of its segments as are asked for. */
export interface LastCommit {
  /** The project as it was, to compare a segment with; `same` when no text that it depends on is another. */
  before(snapshot: ProjectSnapshot, uri: string): Promise<EarlierVersion | 'same'>;
}

/** Undefined where there is no commit yet, or nothing that keeps them. */
export async function lastCommit(
  rootUri: string,
  { runtime, earlier }: { readonly runtime: Pick<Runtime, 'revisions'>; readonly earlier: EarlierProjects },
): Promise<LastCommit | undefined> {
  const found = await runtime.revisions?.repositoryOf(rootUri);
  const head = found?.ok ? await found.repository.head() : undefined;
  if (!found?.ok || !head) return undefined;
  const { repository } = found;
  const standings = await standingsTo(rootUri, repository, head);
  return {
    async before(snapshot, uri) {
      const own = [snapshot.schemaUri, ...withReferences(snapshot, uri)];
      if (own.every((at) => standings.of(snapshot, at) === 'same')) return 'same';
      return earlier.at(snapshot, repository, head.id, uri);
    },
  };
}
