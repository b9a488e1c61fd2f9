import type { ProjectSnapshot } from '../project/index.ts';
import type { CallOptions, SegmentStore } from '../store/ports.ts';
import { prepareSegment, type Unprepared } from './prepare.ts';
import { momentOf } from './segment-insights.ts';

/** How many users a segment holds, and of how many. */
export interface SizeOf {
  readonly state: 'counted';
  readonly total: number;
  readonly of: number;
}

/** Counts a segment and nothing else of it: for lists of many. */
export async function segmentSize(
  snapshot: ProjectSnapshot,
  store: SegmentStore,
  which: string,
  options: CallOptions & { readonly asOf?: string; readonly now?: number } = {},
): Promise<SizeOf | Unprepared> {
  const prepared = await prepareSegment(snapshot, which, momentOf(store, options));
  if (prepared.state !== 'prepared') return prepared;
  const { plan, lists } = prepared;
  const call: CallOptions = options.signal ? { signal: options.signal } : {};
  const query = { plan, lists, channels: [], sample: { size: 0, columns: [] } };
  const { total, of } = await store.insights(query, call);
  return { state: 'counted', total, of };
}
