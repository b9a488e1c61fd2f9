import { momentOf, prepareSegment } from '../insights/index.ts';
import { joinUri, openDocument, type Project, SEGMENT_SUFFIX } from '../project/index.ts';
import type { SegmentStore } from '../store/ports.ts';

/** The ids of a segment's users, in order; or why it has none. */
export type Members =
  | { readonly ok: true; readonly ids: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/** Asks who is in segments that are texts only. `project` is given their texts as an editor would; its files stay as they are. */
export function membersOf(
  project: Project,
  store: SegmentStore,
  options: { readonly now: number; readonly signal?: AbortSignal },
): (text: string) => Promise<Members> {
  let id = 'evaluated';
  while (project.snapshot.names.has(id)) id = `${id}-again`;
  const uri = joinUri(project.rootUri, `segments/${id}${SEGMENT_SUFFIX}`);
  const call = options.signal ? { signal: options.signal } : {};
  let version = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const ask = async (text: string): Promise<Members> => {
    options.signal?.throwIfAborted();
    project.setDocument(openDocument(uri, text, ++version));
    const snapshot = await project.settle();
    const prepared = await prepareSegment(snapshot, uri, momentOf(store, { now: options.now }));
    if (prepared.state === 'failed') return { ok: false, reason: prepared.message };
    if (prepared.state === 'invalid') {
      return { ok: false, reason: prepared.problems[0]?.diagnostic.message ?? 'it has no rules' };
    }
    const { plan, lists } = prepared;
    const ids: string[] = [];
    for await (const rows of store.members({ plan, lists, columns: [] }, call)) ids.push(...rows.map((row) => row.id));
    return { ok: true, ids };
  };
  return (text) => {
    // One text at a time stands in the project.
    const result = turn.then(() => ask(text));
    turn = result.catch(() => undefined);
    return result;
  };
}
