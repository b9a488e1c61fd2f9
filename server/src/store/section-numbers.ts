/** Questions behind the sections of a segment's insights, and their answers. All of it is plain data. */
import type { SegmentPlan, SequenceLeaf } from '../language/plan.ts';
import type { Lists, PropertyName, Row } from './ports.ts';

/** Sets of users against each other, each at its own instant. */
export interface OverlapQuery {
  readonly lists: Lists;
  readonly sets: readonly SegmentPlan[];
  /** Only these users are looked at; absent: all. */
  readonly within?: SegmentPlan;
  /** So many combinations are told one by one; 0: none is looked for. */
  readonly largest: number;
}

export interface Overlap {
  /** Users of each set, and those of each two sets: a symmetric matrix with the sizes on its diagonal. */
  readonly pairs: readonly (readonly number[])[];
  /** Users of each set and of no other. */
  readonly only: readonly number[];
  /** Users in any of the sets. */
  readonly any: number;
  /** By exactly the sets that users are in, the largest first. At most 50 sets are told apart. */
  readonly largest: readonly { readonly sets: readonly number[]; readonly users: number }[];
  readonly rest: { readonly combinations: number; readonly users: number };
}

/** Two versions of a set of users, each at its own instant. */
export interface ChangesQuery {
  readonly lists: Lists;
  readonly before: SegmentPlan;
  readonly after: SegmentPlan;
  readonly sample: { readonly size: number; readonly columns: readonly string[] };
}

export interface Changes {
  readonly before: number;
  readonly after: number;
  /** Users that exist at the instant of `after`. */
  readonly of: number;
  readonly entered: number;
  readonly left: number;
  readonly stayed: number;
  readonly samples: {
    readonly entered: readonly Row[];
    readonly left: readonly Row[];
    readonly stayed: readonly Row[];
  };
}

/** Numbers of a property of users; times in milliseconds. */
export interface NumberSpread {
  readonly min: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly max: number;
  /** Different values; not counted further than one beyond what was asked. */
  readonly distinct: number;
}

export interface BreakdownQuery {
  readonly plan: SegmentPlan;
  readonly lists: Lists;
  /** Of users. */
  readonly property: PropertyName;
  /** At most so many values are told one by one, the most frequent among members first; 0: none. */
  readonly limit: number;
  /** Of numbers and times (milliseconds): counted in these bins, ascending, instead of one by one. */
  readonly edges?: readonly number[];
}

/** Members, and all users that exist at the instant. */
export interface Portion {
  readonly users: number;
  readonly base: number;
}

export interface Breakdown {
  readonly whole: Portion;
  readonly missing: Portion;
  /** Elements of lists count once a user. */
  readonly values: readonly (Portion & { readonly value: string | number | boolean })[];
  /** Values that were not told, how many of them, and users that have any of them. */
  readonly other: Portion & { readonly values: number };
  /** One fewer than edges. A bin begins at its edge and ends before the next; the first and the last are open outwards. */
  readonly bins: readonly Portion[];
}

export interface PageQuery {
  readonly plan: SegmentPlan;
  readonly lists: Lists;
  readonly columns: readonly string[];
  readonly size: number;
  /** `next` of the page before. */
  readonly after?: number;
  /** The beginning of an id, or text in any of the properties, whose case is ignored. */
  readonly search?: { readonly text: string; readonly properties: readonly string[] };
}

/** Members in an order that looks random and stays the same. */
export interface Page {
  readonly total: number;
  readonly found: number;
  readonly rows: readonly Row[];
  readonly next?: number;
}

export interface StepsQuery {
  readonly lists: Lists;
  /** The users that are looked at. */
  readonly within: SegmentPlan;
  readonly leaf: SequenceLeaf;
}

export interface Steps {
  /** Users that are looked at. */
  readonly of: number;
  readonly steps: readonly {
    /** Users that satisfy the sequence up to here. */
    readonly users: number;
    /**
     * Milliseconds from the `did` before to this one in each user's first run up to here: the earliest first step that
     * can be followed, then each next step's earliest. Absent at the first step, at a `did_not`, and without users.
     */
    readonly time?: { readonly lowerQuartile: number; readonly median: number; readonly upperQuartile: number };
  }[];
}
