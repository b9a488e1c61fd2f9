import type { SegmentInsights } from '../insights/index.ts';
import { segmentInsights } from '../insights/index.ts';
import { openDocument } from '../project/index.ts';
import { CancelledError, StoreError } from '../store/ports.ts';
import type { Io } from './io.ts';
import type { Session } from './session.ts';
import { openSessionStore } from './store.ts';

/** A drafted segment's count, taken on this machine and sent nowhere; or why there is none. */
export type DraftCount =
  | { readonly state: 'counted'; readonly insights: SegmentInsights }
  /** `reason` is absent where nothing was to be expected: the project has no data. */
  | { readonly state: 'not counted'; readonly reason?: string };

/** Counts a text as the segment file at `uri`, whether it is written or not. A failure to count fails nothing else. */
export async function countDraft(session: Session, uri: string, yaml: string, io: Io): Promise<DraftCount> {
  const { users, events } = session.snapshot.schema.data;
  if (users.length + events.length === 0) return { state: 'not counted' };
  session.project.setDocument(openDocument(uri, yaml, 1));
  try {
    const snapshot = await session.project.settle();
    const store = await openSessionStore({ ...session, snapshot }, io);
    try {
      const insights = await segmentInsights(snapshot, store, uri, { samples: 0, signal: io.signal });
      if (insights.state === 'ready') return { state: 'counted', insights };
      return insights.state === 'failed'
        ? { state: 'not counted', reason: insights.message }
        : { state: 'not counted', reason: 'It is not counted, since the project has errors that concern it.' };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreError && !(error instanceof CancelledError))
      return { state: 'not counted', reason: error.message };
    throw error;
  } finally {
    await session.project.closeDocument(uri);
  }
}

/** `users` and `empty` of `new` and `refine`; `not_counted` says why there are none. */
export function countJson(count: DraftCount | undefined): object {
  if (count?.state !== 'counted')
    return { users: null, empty: null, ...(count?.reason ? { not_counted: count.reason } : {}) };
  const { evaluation, empty } = count.insights;
  return {
    users: { total: evaluation.total, of: evaluation.of },
    empty: empty ? { rule: empty.sentence, nearest: empty.nearest } : null,
  };
}

const number = new Intl.NumberFormat('en');

export function countLines(count: DraftCount | undefined, color: Io['color']): readonly string[] {
  if (count === undefined) return [];
  if (count.state === 'not counted') return count.reason ? [color.yellow(`Not counted: ${count.reason}`)] : [];
  const { evaluation, empty } = count.insights;
  return [
    `${color.bold(number.format(evaluation.total))} of ${number.format(evaluation.of)} users`,
    ...(empty ? [color.yellow(`Nobody is left after: ${empty.sentence}`)] : []),
    ...(empty && empty.nearest.length > 0 ? [`  nearest in the data: ${empty.nearest.join('; ')}`] : []),
  ];
}
