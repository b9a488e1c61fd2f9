/**
 * The plan of a segment: which users, in a small closed set of plain JSON nodes, every time resolved to an instant.
 * Invariant: needs no schema, clock or zone look-up to be compiled; two equal leaves hold the same users of one store.
 * All predicates are two-valued: on a missing value every atom but `missing` is false, so `not` is an exact complement.
 */
import type { PropertyType } from './schema/model.ts';

export interface SegmentPlan {
  /** Milliseconds since the epoch. Events after it do not exist. */
  readonly asOf: number;
  readonly zone: Zone;
  readonly root: Plan;
}

/** Offsets from UTC of the project's zone, for local days and hours in SQL. `transitions` ascending, none after `asOf` + 2 years. */
export interface Zone {
  readonly name: string;
  /** Milliseconds to add to UTC before the first transition. */
  readonly initial: number;
  readonly transitions: readonly { readonly at: number; readonly offset: number }[];
}

/** Sets of users. `not` is relative to the users that exist at `asOf`. */
export type Plan =
  | { readonly node: 'all' | 'any'; readonly of: readonly Plan[] }
  | { readonly node: 'not'; readonly of: Plan }
  | Leaf;

/** The unit of evaluation and of caching. */
export type Leaf = UsersLeaf | EventsLeaf | SequenceLeaf | ListLeaf | SampleLeaf;

/** Users whose own properties pass. */
export interface UsersLeaf {
  readonly node: 'users';
  readonly test: Predicate;
}

/** Users with at least one qualifying event and every measure holding over those. */
export interface EventsLeaf {
  readonly node: 'events';
  readonly source: EventSource;
  /** Look only at the first (last) event passing `source.where`; `span`, `at` and `having` then apply to it. */
  readonly occurrence?: { readonly which: 'first' | 'last'; readonly having?: Predicate };
  readonly measures: readonly PlanMeasure[];
}

/** Qualifying events, of any of `events`, counted together. */
export interface EventSource {
  readonly events: readonly string[];
  readonly where?: Predicate;
  readonly span: Span;
  readonly at?: LocalTime;
}

/** Instants included. `until` is always there and never beyond `asOf`. `none` marks a span that holds no instant. */
export interface Span {
  readonly after?: { readonly at: number; readonly included: boolean };
  readonly until: { readonly at: number; readonly included: boolean };
}

/** Local wall clock; every part given must hold. `hours` [first, last), wrapping midnight when first > last. */
export interface LocalTime {
  readonly hours?: readonly [number, number];
  /** ISO, 1 = Monday. */
  readonly weekdays?: readonly number[];
  readonly monthdays?: readonly number[];
}

export interface SequenceLeaf {
  readonly node: 'sequence';
  /** The first is a `did`. */
  readonly steps: readonly PlanStep[];
  /** Where the first step's event lies. */
  readonly span: Span;
  readonly asOf: number;
}

export interface PlanStep {
  readonly did: boolean;
  readonly events: readonly string[];
  readonly where?: Predicate;
  readonly at?: LocalTime;
  /** After the nearest `did` step above. Calendar units (d, w, mo, y) in the zone, m and h exact. */
  readonly within?: { readonly amount: number; readonly unit: 'm' | 'h' | 'd' | 'w' | 'mo' | 'y' };
  /** The event's value equals that of the nearest `did` step above; missing never equals. */
  readonly same?: Column;
}

/** Users whose id is in the list; the ids are handed to the engine beside the plan, under `digest`. */
export interface ListLeaf {
  readonly node: 'list';
  readonly path: string;
  readonly digest: string;
}

/** First 8 bytes of SHA-256(`seed:id`) / 2^64 < percent / 100. */
export interface SampleLeaf {
  readonly node: 'sample';
  readonly percent: number;
  readonly seed: string;
}

/** A property by name. Instants and dates are milliseconds, versions their sort key (`versionKey`), the rest as they are. */
export interface Column {
  readonly name: string;
  readonly type: PropertyType;
}

export type Predicate =
  | { readonly op: 'and' | 'or'; readonly of: readonly Predicate[] }
  | { readonly op: 'not'; readonly of: Predicate }
  /** Never holds: an undeclared property is missing. */
  | { readonly op: 'never' }
  | { readonly op: 'missing'; readonly column: Column }
  | {
      readonly op: 'compare';
      readonly column: Column;
      readonly cmp: 'lt' | 'lte' | 'gt' | 'gte';
      readonly value: number | string;
    }
  /** Equal to any of the values. With `ignoreCase` both sides in Unicode lower case (`values` already are). */
  | {
      readonly op: 'in';
      readonly column: Column;
      readonly values: readonly (string | number | boolean)[];
      readonly ignoreCase?: boolean;
    }
  | {
      readonly op: 'text';
      readonly column: Column;
      readonly how: 'contains' | 'starts_with' | 'ends_with';
      readonly value: string;
      readonly ignoreCase?: boolean;
    }
  /** RE2 search. */
  | { readonly op: 'matches'; readonly column: Column; readonly pattern: string; readonly ignoreCase?: boolean }
  /** The list holds any (all) of the values. */
  | {
      readonly op: 'includes';
      readonly column: Column;
      readonly how: 'any' | 'all';
      readonly values: readonly (string | number)[];
      readonly ignoreCase?: boolean;
    }
  /** Great-circle distance on a sphere of 6,371,008.8 m, end included. */
  | {
      readonly op: 'near';
      readonly column: Column;
      readonly lat: number;
      readonly lon: number;
      readonly meters: number;
    }
  /** Month and day of the local date, `MM-DD`, is any of these (29 February's recurrence is already resolved). */
  | { readonly op: 'month_day'; readonly column: Column; readonly days: readonly string[] };

export type PlanMeasure =
  | { readonly kind: 'count' | 'days'; readonly bounds: readonly Bound[] }
  /** Over qualifying events that have the property; none: does not hold. Sums and averages are rounded to 6 decimals. */
  | {
      readonly kind: 'sum' | 'avg' | 'min' | 'max';
      readonly column: Column;
      readonly bounds: readonly Bound[];
    }
  /** Different values; 0 over none. An absent column is an undeclared property. */
  | { readonly kind: 'distinct'; readonly column: Column; readonly bounds: readonly Bound[] }
  /** Qualifying events / events of `source` with its `where` left aside. */
  | { readonly kind: 'share'; readonly bounds: readonly Bound[] }
  /** Stretch k is (edges[k+1], edges[k]]; how many of them hold a qualifying event. Edges descend from `asOf`. */
  | { readonly kind: 'regularly'; readonly edges: readonly number[]; readonly bounds: readonly Bound[] };

export type Bound =
  | { readonly cmp: 'lt' | 'lte' | 'gt' | 'gte'; readonly value: number }
  | { readonly cmp: 'in' | 'not_in'; readonly values: readonly number[] };
