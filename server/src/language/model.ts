/**
 * A segment as the language understands it: typed, bound to the project schema, every part with its place.
 * Invariant: knows nothing of YAML styles, files or databases; a rule with an error in it is absent, not half there.
 */
import type { Range } from './diagnostic.ts';
import type { EventType, Property } from './schema/model.ts';

/** `30d`: days and longer are calendar units in the project's zone, shorter ones exact. */
export interface Duration {
  readonly amount: number;
  readonly unit: 'm' | 'h' | 'd' | 'w' | 'mo' | 'y';
}

export const PERIODS = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
] as const;
export type Period = (typeof PERIODS)[number];

/** A date (`2026-01-01`, a local day) or a date-time (local when it has no offset), as written in ISO 8601. */
export interface Moment {
  readonly kind: 'date' | 'datetime';
  readonly text: string;
}

/** A span of time, not yet fixed to an `as_of`. `not` windows do not exist: `not_within` is a negated condition. */
export type Window =
  | { readonly kind: 'within'; readonly duration: Duration }
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'before-ago'; readonly duration: Duration }
  | { readonly kind: 'before'; readonly moment: Moment }
  | { readonly kind: 'after'; readonly moment: Moment }
  | { readonly kind: 'between'; readonly from: Moment; readonly to: Moment }
  | { readonly kind: 'between-ago'; readonly from: Duration; readonly to: Duration }
  | { readonly kind: 'on'; readonly moment: Moment }
  | { readonly kind: 'within-next'; readonly duration: Duration }
  | { readonly kind: 'anniversary'; readonly duration: Duration };

export type OperatorId =
  | 'is'
  | 'is_not'
  | 'in'
  | 'not_in'
  | 'contains'
  | 'not_contains'
  | 'starts_with'
  | 'ends_with'
  | 'matches'
  | 'exists'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'between'
  | 'on'
  | 'before'
  | 'after'
  | 'within'
  | 'not_within'
  | 'within_next'
  | 'anniversary_within_next'
  | 'includes'
  | 'includes_any'
  | 'includes_all'
  | 'excludes'
  | 'near';

export type Operand =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'values'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'range'; readonly low: string | number; readonly high: string | number }
  | { readonly kind: 'window'; readonly window: Window }
  | { readonly kind: 'near'; readonly lat: number; readonly lon: number; readonly meters: number };

/** One operator with its operand. */
export interface Condition {
  readonly operator: OperatorId;
  readonly operand: Operand;
  /** From the operator's key to the operand's end. */
  readonly range: Range;
  readonly keyRange: Range;
}

/** A property named in a rule; `property` is absent when it is not declared (allowed under `unknown: warning`). */
export interface PropertyUse {
  readonly name: string;
  readonly range: Range;
  readonly property?: Property;
}

export interface EventUse {
  readonly name: string;
  readonly range: Range;
  readonly event?: EventType;
}

export type Filter =
  | {
      readonly kind: 'property';
      readonly property: PropertyUse;
      readonly conditions: readonly Condition[];
      readonly ignoreCase: boolean;
      readonly range: Range;
    }
  | { readonly kind: 'all' | 'any' | 'none'; readonly of: readonly Filter[]; readonly range: Range };

/** Local wall-clock restriction. `hours` is [first, last): the last excluded, wrapping midnight when first > last. */
export interface At {
  readonly hours?: readonly [number, number];
  /** ISO weekdays, 1 = Monday. */
  readonly weekdays?: readonly number[];
  readonly monthdays?: readonly number[];
  readonly range: Range;
}

export type Measure =
  | { readonly kind: 'count' | 'days' | 'share'; readonly bounds: readonly Condition[]; readonly range: Range }
  | {
      readonly kind: 'sum' | 'avg' | 'min' | 'max' | 'distinct';
      readonly of: PropertyUse;
      readonly bounds: readonly Condition[];
      readonly range: Range;
    }
  | {
      readonly kind: 'regularly';
      readonly every: Duration;
      readonly periods: number;
      readonly bounds: readonly Condition[];
      readonly range: Range;
    };

interface RuleBase {
  /** The whole rule. */
  readonly range: Range;
  /** The key that says its kind. */
  readonly keyRange: Range;
}

export interface UserRule extends RuleBase {
  readonly kind: 'user';
  readonly property: PropertyUse;
  readonly conditions: readonly Condition[];
  readonly ignoreCase: boolean;
}

export interface DidRule extends RuleBase {
  readonly kind: 'did';
  readonly events: readonly EventUse[];
  readonly where: readonly Filter[];
  readonly window?: Window;
  readonly at?: At;
  readonly occurrence?: 'first' | 'last';
  readonly having: readonly Filter[];
  readonly measures: readonly Measure[];
}

export interface DidNotRule extends RuleBase {
  readonly kind: 'did_not';
  readonly events: readonly EventUse[];
  readonly where: readonly Filter[];
  readonly window?: Window;
  readonly at?: At;
}

export interface Step {
  readonly did: boolean;
  readonly events: readonly EventUse[];
  readonly where: readonly Filter[];
  readonly at?: At;
  /** After the nearest `did` step above; absent on the first step. */
  readonly within?: Duration;
  readonly same?: PropertyUse;
  readonly range: Range;
}

export interface SequenceRule extends RuleBase {
  readonly kind: 'sequence';
  readonly steps: readonly Step[];
  readonly window?: Window;
}

/** A named thing with its place: a segment's id, a channel's id. */
export interface NameUse {
  readonly name: string;
  readonly range: Range;
}

export interface SegmentRefRule extends RuleBase {
  readonly kind: 'in_segment' | 'not_in_segment';
  readonly segments: readonly NameUse[];
}

export interface ReachableRule extends RuleBase {
  readonly kind: 'reachable' | 'not_reachable';
  readonly channels: readonly NameUse[];
}

export interface ListRule extends RuleBase {
  readonly kind: 'in_list' | 'not_in_list';
  readonly path: NameUse;
}

export interface SampleRule extends RuleBase {
  readonly kind: 'sample';
  /** Above 0, at most 100. */
  readonly percent: number;
  /** Absent: the id of the segment that holds the rule. */
  readonly seed?: string;
}

export interface GroupRule extends RuleBase {
  readonly kind: 'all' | 'any' | 'none';
  readonly of: readonly Rule[];
}

export type Rule =
  | UserRule
  | DidRule
  | DidNotRule
  | SequenceRule
  | SegmentRefRule
  | ReachableRule
  | ListRule
  | SampleRule
  | GroupRule;

export type RuleKind = Rule['kind'];

export interface Segment {
  readonly id: string;
  readonly uri: string;
  readonly name: string;
  readonly nameRange: Range;
  readonly description?: string;
  readonly type: 'past_behavior' | 'live';
  readonly owner?: string;
  readonly tags: readonly string[];
  readonly prompt?: string;
  /** All must hold. */
  readonly where: readonly Rule[];
}
