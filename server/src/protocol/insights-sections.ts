/**
 * Sections of a segment's insights beyond the first numbers. Each is asked for by itself, only while somebody looks at
 * it, and can be cancelled; its answer says for which text, instant and data it holds.
 */
import type { InsightsResult } from './insights.ts';
import type {
  BreakdownAnswer,
  CompareAnswer,
  FunnelAnswer,
  OverlapAnswer,
  ReachAnswer,
  TrendAnswer,
  TrendStep,
  UsersAnswer,
  WaterfallAnswer,
} from './insights-answers.ts';

/** By section: what can be chosen, and what is answered. */
export interface InsightsSections {
  readonly reach: { readonly options: NoOptions; readonly answer: ReachAnswer };
  readonly waterfall: { readonly options: NoOptions; readonly answer: WaterfallAnswer };
  readonly trend: { readonly options: TrendOptions; readonly answer: TrendAnswer };
  readonly breakdown: { readonly options: BreakdownOptions; readonly answer: BreakdownAnswer };
  readonly overlap: { readonly options: OverlapOptions; readonly answer: OverlapAnswer };
  readonly compare: { readonly options: CompareOptions; readonly answer: CompareAnswer };
  readonly funnel: { readonly options: NoOptions; readonly answer: FunnelAnswer };
  readonly users: { readonly options: UsersOptions; readonly answer: UsersAnswer };
}

export type SectionId = keyof InsightsSections;
export type SectionOptions<Id extends SectionId> = InsightsSections[Id]['options'];
export type SectionAnswer<Id extends SectionId> = InsightsSections[Id]['answer'];

export interface SectionParams<Id extends SectionId = SectionId> {
  readonly uri: string;
  readonly section: Id;
  readonly options: SectionOptions<Id>;
  /** ISO instant or date; absent: what everything is counted as of. */
  readonly asOf?: string;
}

/** Numbers are never to be shown as fresh when `version`, `asOf` or `storeVersion` is not that of the first numbers. */
export type SectionResult<Id extends SectionId = SectionId> =
  | {
      readonly state: 'ready';
      readonly section: Id;
      readonly uri: string;
      /** The document version that was counted; null for a file that is not open. */
      readonly version: number | null;
      readonly asOf: string;
      /** Another one when data or schema are. */
      readonly storeVersion: string;
      readonly answer: SectionAnswer<Id>;
      readonly tookMs: number;
    }
  /** Nothing is wrong with the segment, but this can't be answered; one sentence says why. */
  | {
      readonly state: 'unavailable';
      readonly section: Id;
      readonly uri: string;
      readonly version: number | null;
      readonly message: string;
    }
  /** As for the first numbers. */
  | Exclude<InsightsResult, { readonly state: 'ready' }>;

export type NoOptions = Readonly<Record<never, never>>;

export interface TrendOptions {
  /** Absent: what suits the span of the data. */
  readonly every?: TrendStep;
  /** `next` of the answer before: goes on with older points. */
  readonly before?: string;
}

export interface BreakdownOptions {
  /** A property of users; absent: one that suits. */
  readonly property?: string;
  /** At most so many rows (12) or about so many bins (20). */
  readonly rows?: number;
  /** Show values of a property marked `pii`: only after the person confirmed. */
  readonly reveal?: boolean;
}

export interface OverlapOptions {
  /** Ids, at most 8; absent: those that overlap most. */
  readonly segments?: readonly string[];
}

export type CompareWith =
  /** The file as it was committed last. */
  | { readonly kind: 'head' }
  /** A branch, a tag or a commit. */
  | { readonly kind: 'revision'; readonly revision: string }
  | { readonly kind: 'segment'; readonly id: string }
  | { readonly kind: 'asOf'; readonly asOf: string };

export interface CompareOptions {
  readonly with: CompareWith;
  /** At most so many sample users of each kind (5). */
  readonly samples?: number;
}

export interface UsersOptions {
  /** Properties of users; absent: those that the schema says. */
  readonly columns?: readonly string[];
  /** At most so many (20, at most 200). */
  readonly size?: number;
  /** `next` of the page before. */
  readonly after?: string;
  /** The id's beginning, or text in a property that is not personal; case is ignored in properties. */
  readonly search?: string;
  /** Show values of properties marked `pii`: only after the person confirmed. */
  readonly reveal?: boolean;
}
