import type { ProjectSnapshot } from '../project/index.ts';
import type { EarlierVersion } from '../revisions/index.ts';
import type { CallOptions, SegmentStore } from '../store/ports.ts';
import { dataDiffers } from './data-differs.ts';
import { type Moment, type Prepared, prepareSegment } from './prepare.ts';
import { momentOf } from './segment-insights.ts';

/** Who came to a segment and who left it, between two versions of its text in the same data at the same instant. */
export interface ChangeOfUsers {
  readonly entered: number;
  readonly left: number;
}

/** An earlier version of a prepared segment, which lay at `uri`, ready to be compared; undefined when it has errors. */
export async function prepareEarlier(
  now: Prepared,
  earlier: ProjectSnapshot,
  uri: string,
  moment: Moment,
): Promise<Prepared | undefined> {
  // The same instant, whatever the earlier schema says of `as_of`.
  const before = await prepareSegment(earlier, uri, { ...moment, asOf: new Date(now.plan.asOf).toISOString() });
  return before.state === 'prepared' ? before : undefined;
}

/** Counts who entered and left since the earlier version. */
export async function segmentChange(
  store: SegmentStore,
  before: Prepared,
  now: Prepared,
  options: CallOptions = {},
): Promise<ChangeOfUsers> {
  const lists = { ...before.lists, ...now.lists };
  const sample = { size: 0, columns: [] };
  const { entered, left } = await store.changes({ lists, before: before.plan, after: now.plan, sample }, options);
  return { entered, left };
}

/** How a segment stands to an earlier version of its project. */
export type ChangeSince = { readonly state: 'new' | 'same' } | ({ readonly state: 'changed' } & ChangeOfUsers);

/**
 * Counts what changed since an earlier version of the project. Undefined where there is nothing to compare: the segment
 * has or had errors, or today's data can't tell who was in it then.
 */
export async function changeSince(
  earlier: EarlierVersion,
  snapshot: ProjectSnapshot,
  uri: string,
  store: SegmentStore,
  options: CallOptions & { readonly asOf?: string; readonly now?: number } = {},
): Promise<ChangeSince | undefined> {
  const moment = momentOf(store, options);
  const now = await prepareSegment(snapshot, uri, moment);
  if (now.state !== 'prepared') return undefined;
  const from = earlier.uriOf(uri);
  if (from === undefined) return { state: 'new' };
  if (dataDiffers(earlier.snapshot, from, snapshot.schema)) return undefined;
  const before = await prepareEarlier(now, earlier.snapshot, from, moment);
  if (!before) return undefined;
  if (JSON.stringify(before.plan.root) === JSON.stringify(now.plan.root)) return { state: 'same' };
  const call: CallOptions = options.signal ? { signal: options.signal } : {};
  return { state: 'changed', ...(await segmentChange(store, before, now, call)) };
}
