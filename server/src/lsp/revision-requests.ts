import { normalizeUri } from '../project/index.ts';
import type { ChangedFilesResult, Revision, RevisionsParams, RevisionsResult } from '../protocol/index.ts';
import { type Commit, type RepositoryResult, standingsTo } from '../revisions/index.ts';
import type { RequestParts } from './request-parts.ts';

/** So many of the commits that changed a file are listed. */
const COMMITS = 30;

/** What a segment can be compared with. */
export async function revisions(parts: RequestParts, params: RevisionsParams): Promise<RevisionsResult> {
  const uri = normalizeUri(params.uri);
  await parts.workspace.settled();
  const project = await parts.workspace.findProject(uri);
  if (!project) return none('No segments.schema.yaml governs this file.');
  const found = await repositoryOf(parts, project.rootUri);
  if (!found.ok) return none(found.reason);
  const { repository } = found;
  const head = await repository.head();
  const snapshot = parts.workspace.snapshotOf(uri) ?? project.snapshot;
  const [branch, branches, commits, standings] = await Promise.all([
    repository.branch(),
    repository.branches(),
    // A document that is not saved anywhere has no history.
    project.snapshot.file(uri) ? repository.history(uri, COMMITS) : [],
    standingsTo(project.rootUri, repository, head),
  ]);
  return {
    state: 'ready',
    head: head ? revision(head) : null,
    branch: branch ?? null,
    branches: branches.filter(({ name }) => name !== branch),
    commits: commits.map(revision),
    standing: standings.of(snapshot, uri),
  };
}

/** Files of all projects that differ from HEAD; none where there is no repository. */
export async function changed(parts: RequestParts): Promise<ChangedFilesResult> {
  await parts.workspace.settled();
  const files = await Promise.all(
    parts.workspace.projects.map(async ({ rootUri, snapshot }) => {
      const found = await repositoryOf(parts, rootUri);
      if (!found.ok) return [];
      const { repository } = found;
      return (await standingsTo(rootUri, repository, await repository.head())).changed(snapshot);
    }),
  );
  return { files: files.flat() };
}

/** Git is asked of trusted workspaces only. */
export async function repositoryOf(parts: RequestParts, rootUri: string): Promise<RepositoryResult> {
  if (!parts.trusted()) return { ok: false, reason: 'The workspace is not trusted, so git is not asked.' };
  const { revisions: port } = parts.runtime;
  return port ? port.repositoryOf(rootUri) : { ok: false, reason: 'There is no git here to compare with.' };
}

const none = (message: string): RevisionsResult => ({ state: 'none', message });

const revision = ({ id, subject, at, author }: Commit): Revision => ({ commit: id, subject, at, author });
