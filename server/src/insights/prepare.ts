import {
  describeRule,
  type LowerContext,
  lowerChannels,
  lowerSegment,
  parseInstant,
  resolveAsOf,
  type SegmentReading,
} from '../language/index.ts';
import type { Segment } from '../language/model.ts';
import type { Plan, SegmentPlan } from '../language/plan.ts';
import { type Blocker, type ProjectSnapshot, schemaRules, usesOf, withReferences } from '../project/index.ts';
import type { ChannelQuery, Lists } from '../store/ports.ts';

/** When an evaluation takes place. */
export interface Moment {
  /** Instant or date as a person writes it; absent: the schema's `as_of`. */
  readonly asOf?: string;
  /** What `as_of: now` means. */
  readonly now: number;
  /** What `as_of: latest_event` means. */
  readonly latestEvent?: number;
}

/** A segment ready to be asked of a store. */
export interface Prepared {
  readonly state: 'prepared';
  readonly reading: SegmentReading;
  readonly segment: Segment;
  readonly plan: SegmentPlan;
  /** The top-level rules, in order. */
  readonly rules: readonly Plan[];
  readonly channels: readonly ChannelQuery[];
  readonly lists: Lists;
  /** For plans of single rules of this segment. */
  readonly context: LowerContext;
}

/** Why a segment is not evaluated: its errors, or one sentence for a person. */
export type Unprepared =
  | { readonly state: 'invalid'; readonly reading: SegmentReading; readonly problems: readonly Blocker[] }
  | { readonly state: 'failed'; readonly message: string };

/** Fixes a segment to an instant and reads its lists. `which` is an id or a URI. A segment with errors is refused. */
export async function prepareSegment(
  snapshot: ProjectSnapshot,
  which: string,
  moment: Moment,
): Promise<Prepared | Unprepared> {
  const reading = snapshot.reading(which) ?? snapshot.byId(which);
  if (!reading) return failed(`There is no segment ${which} in the project ${snapshot.root}.`);
  const problems = snapshot.blockers(reading.uri);
  const { segment } = reading;
  if (problems.length > 0 || !segment) return { state: 'invalid', reading, problems };

  const asOf = instantOf(snapshot, moment);
  if (asOf === undefined) {
    return failed(
      `“${moment.asOf}” is not an instant. Write a date (2026-01-31) or a date-time (2026-01-31T18:00:00Z).`,
    );
  }
  const lists = new Map<string, { readonly digest: string; readonly ids: readonly string[] }>();
  for (const path of listPaths(snapshot, reading.uri)) {
    const read = await snapshot.readList(path);
    if (!read.ok) return failed(read.reason);
    lists.set(path, read.list);
  }
  const context: LowerContext = {
    schema: snapshot.schema,
    asOf,
    segmentId: reading.id,
    segment: (id) => snapshot.byId(id)?.segment,
    list: (path) => lists.get(path),
  };
  const { plan, rules } = lowerSegment(segment, context);
  return {
    state: 'prepared',
    reading,
    segment,
    plan,
    rules,
    channels: channelQueries(snapshot, context),
    lists: Object.fromEntries([...lists.values()].map(({ digest, ids }) => [digest, ids])),
    context,
  };
}

const failed = (message: string): Unprepared => ({ state: 'failed', message });

/** The instant that an evaluation is for; undefined when what a person wrote is none. */
export function instantOf(snapshot: ProjectSnapshot, { asOf, now, latestEvent }: Moment): number | undefined {
  const { schema } = snapshot;
  if (asOf !== undefined) return parseInstant(asOf, schema.timezone);
  return resolveAsOf(schema.asOf, {
    timezone: schema.timezone,
    now,
    ...(latestEvent === undefined ? {} : { latestEvent }),
  });
}

/** The lists of a segment, of those it refers to, and of the channels. */
function listPaths(snapshot: ProjectSnapshot, uri: string): ReadonlySet<string> {
  const rules = withReferences(snapshot, uri).flatMap((at) => snapshot.reading(at)?.segment?.where ?? []);
  const channels = schemaRules({ ...snapshot.schema, glossary: new Map() });
  return new Set(usesOf([...rules, ...channels]).flatMap((use) => (use.kind === 'list' ? [use.name] : [])));
}

function channelQueries(snapshot: ProjectSnapshot, context: LowerContext): readonly ChannelQuery[] {
  return lowerChannels(snapshot.schema, context).map((channel) => ({
    ...channel,
    rules: channel.rules.map((rule, i) => {
      const source = snapshot.schema.channels.get(channel.id)?.rules[i];
      return {
        ...rule,
        because: rule.because || (source ? describeRule(source.rule, snapshot.schema) : 'not reachable'),
      };
    }),
  }));
}
