/**
 * What the store answers, whatever engine stands behind it.
 * Invariant: numbers of one `Evaluation` come from one store version and one `asOf` and agree with each other.
 */
import type { EventSource, Plan, SegmentPlan } from '../language/plan.ts';
import type { PropertyType } from '../language/schema/model.ts';
import type { ImportReport } from './import-report.ts';
import type {
  Breakdown,
  BreakdownQuery,
  Changes,
  ChangesQuery,
  NumberSpread,
  Overlap,
  OverlapQuery,
  Page,
  PageQuery,
  Steps,
  StepsQuery,
} from './section-numbers.ts';

export type * from './import-report.ts';
export type * from './section-numbers.ts';

/** A value as people see it: instants as ISO 8601, dates as YYYY-MM-DD, geo as {lat, lon}; null is missing. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly (string | number)[]
  | { readonly lat: number; readonly lon: number };

export interface StoreInfo {
  /** Changes when, and only when, inputs or schema changed. */
  readonly version: string;
  readonly builtAt: number;
  readonly bytes: number;
  readonly users: number;
  readonly events: number;
  /** Rows by event name. */
  readonly volumes: ReadonlyMap<string, number>;
  readonly firstEvent?: number;
  readonly latestEvent?: number;
  readonly report: ImportReport;
}

export interface ChannelQuery {
  readonly id: string;
  readonly label: string;
  /** In order; a user is unreachable for the first that fails. */
  readonly rules: readonly { readonly plan: Plan; readonly because: string }[];
}

/** Ids of `in_list` files by the digest that stands in the plan. */
export type Lists = Readonly<Record<string, readonly string[]>>;

export interface InsightsQuery {
  readonly plan: SegmentPlan;
  readonly lists: Lists;
  readonly channels: readonly ChannelQuery[];
  readonly sample: { readonly size: number; readonly columns: readonly string[] };
  /** The top-level rules, to learn how many users hold each and how many remain after each in order. */
  readonly rules?: readonly Plan[];
}

export interface Reach {
  readonly channel: string;
  readonly label: string;
  readonly users: number;
  readonly notBecause: Readonly<Record<string, number>>;
}

export interface Evaluation {
  readonly storeVersion: string;
  readonly asOf: number;
  readonly total: number;
  /** All users that exist at `asOf`. */
  readonly of: number;
  readonly reachable: readonly Reach[];
  readonly reachableAny: number;
  readonly sample: readonly Row[];
  /** Per rule of the query: users that hold it alone, and users that remain after it and all before it. */
  readonly rules: readonly { readonly alone: number; readonly remaining: number }[];
  /** Leaves that had to be asked of the database; the others were known from earlier evaluations. */
  readonly leavesRun: number;
  readonly tookMs: number;
}

export interface Row {
  readonly id: string;
  readonly properties: Readonly<Record<string, Value>>;
}

export interface EventRow {
  readonly event: string;
  readonly at: number;
  readonly properties: Readonly<Record<string, Value>>;
}

/** A rule's plan, with those of the rules in it when it is a group. */
export interface RulePlan {
  readonly plan: Plan;
  readonly group?: { readonly by: 'all' | 'any' | 'none'; readonly of: readonly RulePlan[] };
}

/**
 * What a rule does. `alone`: users that hold it, whatever stands around it. `remaining`: users left after it in the
 * order of its list, among those whom the rules before the list left:
 * - at the top and in `all`, those that hold it and all rules before it;
 * - in `any`, those that hold it or any rule before it (the last rule's is the group's own, unless that is in `none`);
 * - in `none`, those that hold neither it nor any rule before it.
 */
export interface RuleCounts {
  readonly alone: number;
  readonly remaining: number;
  readonly of: readonly RuleCounts[];
}

/** All of an event in the data, whatever `as_of` is. */
export interface EventProfile {
  readonly rows: number;
  readonly users: number;
  /** Instants of the first and the last; absent when it never happened. */
  readonly first?: number;
  readonly last?: number;
}

/** A property of users, or of one event. */
export interface PropertyName {
  readonly event?: string;
  readonly name: string;
  readonly type: PropertyType;
}

export interface ValueCount {
  readonly value: string | number | boolean;
  /** Rows of the event with it; for a property of users, users. Elements of lists count each. */
  readonly count: number;
  readonly users: number;
}

export interface PropertyProfile {
  /** Users, or rows of the event, and how many of them have the property. */
  readonly of: number;
  readonly present: number;
  /** How many different values there are; very many are not told apart, then at least so many. */
  readonly distinct: number;
  /** The most frequent first. */
  readonly values: readonly ValueCount[];
  /** Of numbers, dates and date-times that occur. */
  readonly spread?: Spread;
}

/** Values that occur, in order. Quartiles of more than a million are those of a part, evenly taken. */
export interface Spread {
  readonly min: string | number;
  readonly lowerQuartile: string | number;
  readonly median: string | number;
  readonly upperQuartile: string | number;
  readonly max: string | number;
}

/** Thrown by every method when its signal is aborted. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

/** An expected failure with one clear sentence for a person: what, where and what to do. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError';
}

/** A file of the data that the schema names is not there. */
export class DataMissing extends StoreError {
  override readonly name = 'DataMissing';
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** A query as the database gets it; `?` stands for the parameters, in order. */
export interface SqlText {
  readonly sql: string;
  readonly params: readonly (string | number | null)[];
}

/** An open store. Reads only. */
export interface SegmentStore {
  readonly info: StoreInfo;
  /** The whole segment as one statement that gives the ids of its members, for people to read. */
  sql(query: { readonly plan: SegmentPlan; readonly lists: Lists }): SqlText;
  insights(query: InsightsQuery, options?: CallOptions): Promise<Evaluation>;
  /** All members in order of id, in batches; `columns` are user properties. */
  members(
    query: { readonly plan: SegmentPlan; readonly lists: Lists; readonly columns: readonly string[] },
    options?: CallOptions,
  ): AsyncIterable<readonly Row[]>;
  /** Whether one user is in each of the sets; undefined when no such user exists at `asOf`. */
  membership(
    query: { readonly plan: SegmentPlan; readonly lists: Lists; readonly sets: readonly Plan[]; readonly user: string },
    options?: CallOptions,
  ): Promise<readonly boolean[] | undefined>;
  /** One user's row, and the newest qualifying events of a source. */
  user(id: string, columns: readonly string[], options?: CallOptions): Promise<Row | undefined>;
  userEvents(
    query: { readonly plan: SegmentPlan; readonly user: string; readonly source: EventSource; readonly limit: number },
    options?: CallOptions,
  ): Promise<{ readonly total: number; readonly events: readonly EventRow[] }>;
  /** The numbers of each rule of a tree, at the plan's instant; the plan's root is not looked at. */
  ruleCounts(
    query: { readonly plan: SegmentPlan; readonly lists: Lists; readonly rules: readonly RulePlan[] },
    options?: CallOptions,
  ): Promise<readonly RuleCounts[]>;
  /** Finds sets that questions about the plans will need, where that is quicker for all together. Gives how many. */
  prefetch(plans: readonly SegmentPlan[], options?: CallOptions): Promise<number>;
  overlap(query: OverlapQuery, options?: CallOptions): Promise<Overlap>;
  changes(query: ChangesQuery, options?: CallOptions): Promise<Changes>;
  /** Of a number, date or date-time of users; different values are counted up to one more than `upTo`. */
  numberSpread(property: PropertyName, upTo: number, options?: CallOptions): Promise<NumberSpread | undefined>;
  breakdown(query: BreakdownQuery, options?: CallOptions): Promise<Breakdown>;
  page(query: PageQuery, options?: CallOptions): Promise<Page>;
  sequenceSteps(query: StepsQuery, options?: CallOptions): Promise<Steps>;
  eventProfile(name: string, options?: CallOptions): Promise<EventProfile>;
  /** With at most `limit` values; with 0 nothing is said of values, only how many there are. */
  propertyProfile(property: PropertyName, limit: number, options?: CallOptions): Promise<PropertyProfile>;
  close(): Promise<void>;
}
