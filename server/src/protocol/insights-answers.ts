/** What the sections of a segment's insights answer. Shares are from 0 to 1, lines 0-based. */
import type { CellValue } from './insights.ts';

/** Members by the channels that reach them. */
export interface ReachAnswer {
  readonly total: number;
  /** In the schema's order. `only`: reached by this channel and no other. */
  readonly channels: readonly {
    readonly channel: string;
    readonly label: string;
    readonly users: number;
    readonly only: number;
    readonly notBecause: readonly { readonly reason: string; readonly users: number }[];
  }[];
  readonly any: number;
  readonly none: number;
  readonly combinations: Combinations;
}

/** Users by the exact sets that they are in, of the sets asked about; the largest first, the rest summed. */
export interface Combinations {
  /** `sets`: ids of the channels or segments; users in all of these and in no other. Never empty. */
  readonly largest: readonly { readonly sets: readonly string[]; readonly users: number }[];
  readonly rest: { readonly combinations: number; readonly users: number };
}

export interface WaterfallAnswer {
  /** All users. */
  readonly of: number;
  readonly total: number;
  readonly rules: readonly WaterfallRule[];
  /** The position among `rules` of the one that removes most, in this order; null when none removes anybody. */
  readonly removesMost: number | null;
}

export interface WaterfallRule {
  /** Keys and positions from the file's root: `['where', 1, 'any', 0]`. */
  readonly path: readonly (string | number)[];
  readonly sentence: string;
  /** 0-based. */
  readonly line: number;
  readonly alone: number;
  /** Left after it in the order of its list; in `any`: in it or a rule before it. */
  readonly remaining: number;
  /** Members that there would be without this rule. At the top only, where there are several rules. */
  readonly without?: number;
  readonly group?: 'all' | 'any' | 'none';
  readonly of: readonly WaterfallRule[];
}

export type TrendStep = 'day' | 'week' | 'month';

/** Sizes at instants going back from `as_of`, the newest first, a part at a time. */
export interface TrendAnswer {
  readonly every: TrendStep;
  readonly timezone: string;
  readonly points: readonly TrendPoint[];
  /** How many points there are in all. */
  readonly of: number;
  /** To be given as `before` for the points that follow; null after the last. */
  readonly next: string | null;
  /** A `live` segment: `entered` is who would have entered. */
  readonly live: boolean;
  /** Properties of users that the rules look at: they are today's at every point. */
  readonly presentProperties: readonly string[];
}

export interface TrendPoint {
  readonly at: string;
  readonly users: number;
  /** All users by then. */
  readonly of: number;
  /** Since one step before. Null at the oldest point: there is no data to look at before it. */
  readonly entered: number | null;
  readonly left: number | null;
}

export interface BreakdownAnswer {
  readonly property: string;
  readonly type: string;
  readonly unit?: string;
  /** Members and all users. */
  readonly users: number;
  readonly base: number;
  /** `bins`: ranges in order. `values`: the most frequent among members first; in order where the values have one. */
  readonly kind: 'values' | 'bins';
  readonly rows: readonly BreakdownRow[];
  /** Values without a row of their own, summed. `values`: how many. */
  readonly other?: BreakdownShare & { readonly values: number };
  /** Users without the property; always there. */
  readonly missing: BreakdownShare;
  /** A user has several values: shares add up to more than 1. */
  readonly list: boolean;
  /** The property is personal and was not revealed: there are no rows. */
  readonly hidden: boolean;
  /** What can be chosen. `personal` ones are hidden until revealed; `unavailable` says why one can't be. */
  readonly properties: readonly PropertyChoice[];
}

export interface PropertyChoice {
  readonly name: string;
  readonly type: string;
  readonly personal: boolean;
  readonly description?: string;
  readonly unavailable?: string;
}

export interface BreakdownShare {
  readonly users: number;
  readonly base: number;
  /** Of the members; of all users. 0 to 1. */
  readonly share: number;
  readonly baseShare: number;
  /** `share` ÷ `baseShare`; null when either is of nobody. */
  readonly lift: number | null;
}

export interface BreakdownRow extends BreakdownShare {
  readonly label: string;
  /** The value, in `values`. */
  readonly value?: string | number | boolean;
  /** Of a bin: from, up to but without (the last bin with) the end. ISO for times. Null: open, it holds all beyond. */
  readonly from?: string | number | null;
  readonly to?: string | number | null;
}

export interface OverlapAnswer {
  readonly total: number;
  /** In the order asked for; the most similar first when none were. */
  readonly segments: readonly {
    readonly id: string;
    readonly name: string;
    readonly uri: string;
    readonly users: number;
    /** In both. */
    readonly both: number;
    /** `both` of the members; of the other segment. 0 to 1. */
    readonly share: number;
    readonly otherShare: number;
    /** In both ÷ in either. 0 to 1. */
    readonly jaccard: number;
  }[];
  /** Users in each two; row and column 0 are this segment, the others follow in the order of `segments`. */
  readonly pairs: readonly (readonly number[])[];
  /** Of everybody in any of them; `sets` are segment ids. */
  readonly combinations: Combinations;
  /** Chosen segments that are not counted; `reason` goes on after the name: “has errors”. */
  readonly leftOut: readonly {
    readonly id: string;
    readonly name: string;
    readonly uri: string;
    readonly reason: string;
  }[];
  /** Segments of the project that can be chosen, and how many of them were looked at to choose. */
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly lookedAt: number;
}

/** From the other version (`before`) to the text as it is now (`after`). */
export interface CompareAnswer {
  /** What `before` is, in words: “HEAD (1a2b3c4)”. */
  readonly title: string;
  /** The path that the segment's file had then, from the project's folder; absent when it is the same. */
  readonly renamedFrom?: string;
  readonly beforeAsOf: string;
  readonly before: number;
  readonly after: number;
  readonly entered: number;
  readonly left: number;
  readonly stayed: number;
  readonly columns: InsightsColumns;
  readonly samples: {
    readonly entered: readonly UserRow[];
    readonly left: readonly UserRow[];
    readonly stayed: readonly UserRow[];
  };
  /** Rules in words. `line` is that of the text as it is now; a removed one has none. */
  readonly changes: readonly {
    readonly kind: 'added' | 'removed' | 'changed';
    readonly before?: string;
    readonly after?: string;
    readonly line?: number;
  }[];
}

export type InsightsColumns = readonly { readonly name: string; readonly type: string; readonly masked: boolean }[];

export interface UserRow {
  readonly id: string;
  readonly cells: readonly CellValue[];
}

/** Each sequence of the segment, in groups too. */
export interface FunnelAnswer {
  readonly sequences: readonly {
    readonly path: readonly (string | number)[];
    readonly line: number;
    readonly sentence: string;
    /** Users that hold the other rules of the segment: those whom the steps are looked for among. */
    readonly of: number;
    readonly steps: readonly FunnelStep[];
  }[];
}

export interface FunnelStep {
  readonly sentence: string;
  readonly line: number;
  readonly did: boolean;
  /** Users that satisfy the sequence up to here. */
  readonly users: number;
  /** Of `of`; of the step before. 0 to 1. */
  readonly share: number;
  readonly fromBefore: number;
  /**
   * Milliseconds from the `did` before to this one, in each user's first run up to here: the earliest first step that
   * can be followed, then each next step's earliest. Absent at the first step, at a `did_not`, and without users.
   */
  readonly time?: { readonly lowerQuartile: number; readonly median: number; readonly upperQuartile: number };
}

/** Members to look at, in an order that stays the same until the data changes. */
export interface UsersAnswer {
  readonly total: number;
  /** Members that the search finds; all without a search. */
  readonly found: number;
  readonly columns: InsightsColumns;
  readonly rows: readonly UserRow[];
  readonly next: string | null;
  /** Columns that can be chosen. */
  readonly choices: readonly PropertyChoice[];
}
