import type { ProjectSnapshot } from '../project/index.ts';
import { type EarlierProjects, standingOf } from '../revisions/index.ts';
import type { Runtime } from './runtime.ts';

/**
 * The project at the last commit, for a segment that reads otherwise there. `same`: it does not. Undefined: there is no
 * commit to compare with, or the data is laid out otherwise by its schema, so that the store cannot answer for it.
 */
export async function committed(
  snapshot: ProjectSnapshot,
  uri: string,
  {
    runtime,
    earlier,
  }: { readonly runtime: Pick<Runtime, 'revisions' | 'inputsVersion'>; readonly earlier: EarlierProjects },
): Promise<ProjectSnapshot | 'same' | undefined> {
  const { root, rootUri } = snapshot;
  const found = await runtime.revisions?.repositoryOf(rootUri);
  const head = found?.ok ? await found.repository.head() : undefined;
  if (!found?.ok || !head) return undefined;
  if ((await standingOf(snapshot, uri, found.repository, head)) === 'same') return 'same';
  const before = await earlier.at(rootUri, found.repository, head.id);
  const schemas = [before.schema, snapshot.schema];
  const [one, other] = await Promise.all(schemas.map((schema) => runtime.inputsVersion({ root, rootUri, schema })));
  return one === other ? before : undefined;
}
