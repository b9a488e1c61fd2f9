import { type Diagnostic, dataHints, type SegmentReading } from '../language/index.ts';
import type { Property } from '../language/schema/model.ts';
import type { ProjectSnapshot } from '../project/index.ts';
import type { CallOptions, EventProfile, PropertyProfile, SegmentStore } from '../store/ports.ts';
import { type Prepared, prepareSegment } from './prepare.ts';
import { createProfiles } from './profiles.ts';
import { type NumberedRule, numberedRules, ruleNumbersQuery } from './rule-numbers.ts';
import { momentOf } from './segment-insights.ts';

/** What is known of the data when hints are looked for; undefined where it is not known yet. */
export interface KnownData {
  readonly asOf: number;
  rows(event: string): number;
  event(name: string): EventProfile | undefined;
  property(property: Property): PropertyProfile | undefined;
  readonly counts?: { readonly of: number; readonly total: number; readonly rules: readonly NumberedRule[] };
}

/** The hints that what is known gives for a segment; none for one with errors. `disabled` are codes. */
export function hintsFrom(
  { segment, tree, hasErrors }: SegmentReading,
  { schema }: ProjectSnapshot,
  known: KnownData,
  disabled: readonly string[] = [],
): readonly Diagnostic[] {
  if (!segment || hasErrors) return [];
  const { counts } = known;
  const facts = {
    asOf: known.asOf,
    timezone: schema.timezone,
    events: [...schema.events.keys()].filter((name) => known.rows(name) > 0),
    event: (name: string) => (known.rows(name) === 0 ? { rows: 0 } : known.event(name)),
    property: (property: Property) => known.property(property),
    // Groups speak for what is in them.
    ...(counts ? { counts: { ...counts, rules: counts.rules.filter(({ path }) => path.length === 2) } } : {}),
  };
  return dataHints({ segment, tree }, facts, disabled);
}

/** The hints for a segment, with everything looked up that they need. */
export async function segmentHints(
  snapshot: ProjectSnapshot,
  store: SegmentStore,
  which: string,
  options: CallOptions & { readonly asOf?: string; readonly now?: number } = {},
): Promise<readonly Diagnostic[]> {
  const prepared = await prepareSegment(snapshot, which, momentOf(store, options));
  if (prepared.state !== 'prepared') return [];
  const counts = await countsOf(prepared, store, options);
  const profiles = createProfiles({ ask: (work) => work(store), found: () => undefined });
  const known: KnownData = {
    asOf: prepared.plan.asOf,
    rows: (event) => store.info.volumes.get(event) ?? 0,
    event: profiles.event,
    property: profiles.property,
    counts,
  };
  const { reading } = prepared;
  // Looking once asks for all that is needed.
  hintsFrom(reading, snapshot, known);
  await profiles.settled();
  return hintsFrom(reading, snapshot, known);
}

async function countsOf(
  prepared: Prepared,
  store: SegmentStore,
  call: CallOptions,
): Promise<NonNullable<KnownData['counts']>> {
  const { plan, lists, segment } = prepared;
  const empty = { channels: [], sample: { size: 0, columns: [] } };
  const { of, total } = await store.insights({ plan, lists, ...empty }, call);
  const rules = numberedRules(segment.where, await store.ruleCounts(ruleNumbersQuery(prepared), call));
  return { of, total, rules };
}
