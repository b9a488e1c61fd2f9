import type { ProjectSnapshot } from '../project/index.ts';
import type { SectionAnswer, SectionId, SectionOptions } from '../protocol/index.ts';
import type { CallOptions, SegmentStore } from '../store/ports.ts';
import { prepareSegment, type Unprepared } from './prepare.ts';
import { sections } from './sections/registry.ts';
import type { EarlierVersions, Section } from './sections/section.ts';
import { momentOf } from './segment-insights.ts';

export interface SectionCall<Id extends SectionId> extends CallOptions {
  readonly section: Id;
  /** From outside: its shape is checked. */
  readonly options: unknown;
  readonly asOf?: string;
  readonly now?: number;
  readonly earlier?: EarlierVersions;
}

/** A section's answer with what it holds for. */
export interface AnsweredSection<Id extends SectionId> {
  readonly state: 'ready';
  readonly asOf: number;
  readonly storeVersion: string;
  readonly answer: SectionAnswer<Id>;
  readonly tookMs: number;
}

export type SectionOutcome<Id extends SectionId> =
  | AnsweredSection<Id>
  | { readonly state: 'unavailable'; readonly message: string }
  | Unprepared;

/** Answers one section of a segment's insights. `which` is an id or a URI. */
export async function segmentSection<Id extends SectionId>(
  snapshot: ProjectSnapshot,
  store: SegmentStore,
  which: string,
  { section: id, options, earlier, ...call }: SectionCall<Id>,
): Promise<SectionOutcome<Id>> {
  const started = performance.now();
  // The registry's type joins each id with its own options and answer; a generic id has lost that.
  const section = sections[id] as unknown as Section<Id>;
  const read = section.options.safeParse(options);
  if (!read.success) {
    const [issue] = read.error.issues;
    const at = issue && issue.path.length > 0 ? ` (${issue.path.join('.')})` : '';
    return {
      state: 'unavailable',
      message: `${section.title}: ${issue?.message ?? 'what is asked for is wrong'}${at}.`,
    };
  }
  const moment = momentOf(store, call);
  const prepared = await prepareSegment(snapshot, which, moment);
  if (prepared.state !== 'prepared') return prepared;
  const subject = {
    snapshot,
    store,
    prepared,
    moment,
    call: call.signal ? { signal: call.signal } : {},
    ...(earlier ? { earlier } : {}),
  };
  const answer = await section.answer(subject, read.data as SectionOptions<Id>);
  if ('unavailable' in answer) return { state: 'unavailable', message: answer.unavailable };
  return {
    state: 'ready',
    asOf: prepared.plan.asOf,
    storeVersion: store.info.version,
    answer,
    tookMs: performance.now() - started,
  };
}
