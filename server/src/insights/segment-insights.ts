import { describeRule, describeSegment } from '../language/index.ts';
import type { Rule, Segment } from '../language/model.ts';
import type { Property } from '../language/schema/model.ts';
import type { ProjectSnapshot } from '../project/index.ts';
import type { CallOptions, Evaluation, SegmentStore, StoreInfo } from '../store/ports.ts';
import { maskRow } from './mask.ts';
import { nearestValues } from './nearest.ts';
import { type Moment, prepareSegment, type Unprepared } from './prepare.ts';
import { sampleColumns } from './sample-columns.ts';

export interface InsightsOptions extends CallOptions {
  /** At most so many sample users. */
  readonly samples: number;
  readonly asOf?: string;
  readonly now?: number;
}

/** A top-level rule with its numbers. */
export interface RuleNumbers {
  readonly rule: Rule;
  readonly sentence: string;
  /** Users that hold it, whatever the other rules say. */
  readonly alone: number;
  /** Users that hold it and all rules before it. */
  readonly remaining: number;
}

/** All that is said of one segment, from one evaluation. */
export interface SegmentInsights {
  readonly state: 'ready';
  readonly segment: Segment;
  readonly explanation: string;
  readonly timezone: string;
  /** With personal values masked in its sample. */
  readonly evaluation: Evaluation;
  /** What the sample's columns are; undefined for one that the schema does not declare. */
  readonly columns: readonly { readonly name: string; readonly property: Property | undefined }[];
  readonly rules: readonly RuleNumbers[];
  /** The rule that left nobody, with what is near to it in the data. */
  readonly empty?: RuleNumbers & { readonly nearest: readonly string[] };
  readonly info: StoreInfo;
}

/** Counts a segment: how many, how many of them can be reached, a sample, and what each rule does. */
export async function segmentInsights(
  snapshot: ProjectSnapshot,
  store: SegmentStore,
  which: string,
  options: InsightsOptions,
): Promise<SegmentInsights | Unprepared> {
  const prepared = await prepareSegment(snapshot, which, momentOf(store, options));
  if (prepared.state !== 'prepared') return prepared;
  const { schema } = snapshot;
  const { segment, plan, lists, channels } = prepared;
  const columns = sampleColumns(snapshot);
  const call: CallOptions = options.signal ? { signal: options.signal } : {};
  const sample = { size: options.samples, columns };
  const counted = await store.insights({ plan, lists, channels, sample, rules: prepared.rules }, call);
  const rules = segment.where.map((rule, i) => ({
    rule,
    sentence: describeRule(rule, schema),
    alone: counted.rules[i]?.alone ?? 0,
    remaining: counted.rules[i]?.remaining ?? 0,
  }));
  // Without any users it is not a rule that leaves nobody.
  const emptied = counted.total === 0 && counted.of > 0 ? rules.find(({ remaining }) => remaining === 0) : undefined;
  const empty = emptied && {
    ...emptied,
    nearest: await nearestValues(emptied, { schema, store, asOf: counted.asOf, ...call }),
  };
  return {
    state: 'ready',
    segment,
    explanation: describeSegment(segment, schema),
    timezone: schema.timezone,
    evaluation: { ...counted, sample: counted.sample.map((row) => maskRow(row, schema)) },
    columns: columns.map((name) => ({ name, property: schema.users.get(name) })),
    rules,
    ...(empty ? { empty } : {}),
    info: store.info,
  };
}

/** When options are evaluated: the store knows the newest event. */
export function momentOf(
  store: Pick<SegmentStore, 'info'>,
  options: { readonly asOf?: string; readonly now?: number },
): Moment {
  const { latestEvent } = store.info;
  return {
    now: options.now ?? Date.now(),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(latestEvent === undefined ? {} : { latestEvent }),
  };
}
