/** Messages between the host of the insights panel and its webview. */
import type { InsightsResult } from './insights.ts';
import type { SectionId, SectionOptions, SectionResult } from './insights-sections.ts';
import type { RevisionsResult } from './revisions.ts';

/** Panel host -> webview. */
export type ToInsightsView =
  | { readonly type: 'loading'; readonly name: string; readonly uri: string }
  | { readonly type: 'result'; readonly result: InsightsResult; readonly stale: boolean }
  /** A newer edit is being counted: what is shown is stale until the next result. */
  | { readonly type: 'stale' }
  /** No segment is active. */
  | { readonly type: 'idle' }
  /** The answer to the question with this number; null when the server gave none, and its log says why. */
  | { readonly type: 'section'; readonly ask: number; readonly result: SectionResult | null }
  /** How the person arranged the sections of this workspace; null: not yet. */
  | { readonly type: 'arrangement'; readonly arrangement: Arrangement | null }
  /** The person asked for this section: it is opened and scrolled to once there are numbers. */
  | { readonly type: 'open-section'; readonly section: string }
  /** What the segment can be compared with. */
  | { readonly type: 'comparable'; readonly comparable: Comparable }
  /** Whether personal data of the shown segment is to be seen: the person confirmed it. */
  | { readonly type: 'personal'; readonly isRevealed: boolean }
  /** What all is counted as of: as the person wrote it, or null for what the schema says. */
  | { readonly type: 'as-of'; readonly chosen: string | null };

/** Webview -> panel host. */
export type FromInsightsView =
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  | { readonly type: 'reveal'; readonly uri: string; readonly line: number }
  /** The segment of an open panel that another segment was found beside. */
  | { readonly type: 'open'; readonly uri: string }
  /** Asks for a section; an older question of the same section is given up. `reveal` in its options is the host's to say. */
  | SectionQuestion
  /** The section is closed: its question needs no answer. */
  | { readonly type: 'drop'; readonly section: SectionId }
  | { readonly type: 'comparable' }
  | { readonly type: 'arrange'; readonly arrangement: Arrangement | null }
  /** Show or mask personal data: to be confirmed before it is shown. */
  | { readonly type: 'personal'; readonly reveal: boolean }
  | { readonly type: 'as-of'; readonly asOf: AsOfChoice }
  | { readonly type: 'export'; readonly format?: 'csv' | 'ndjson' | 'ids'; readonly columns?: readonly string[] }
  | { readonly type: 'copy'; readonly text: string }
  /** A picture of a chart, as a file. `png` in base64. */
  | { readonly type: 'save-image'; readonly name: string; readonly png: string }
  | { readonly type: 'command'; readonly command: string };

export type SectionQuestion = {
  readonly [Id in SectionId]: {
    readonly type: 'ask';
    readonly ask: number;
    readonly section: Id;
    readonly options: SectionOptions<Id>;
  };
}[SectionId];

/** A local date-time of the project (`2026-01-31T18:00`), or what it follows. */
export type AsOfChoice =
  | { readonly kind: 'schema' | 'now' | 'latest' }
  | { readonly kind: 'at'; readonly local: string };

/** The sections by their ids, in the order shown. One that is in none of these lists is at its usual place. */
export interface Arrangement {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly collapsed: readonly string[];
}

export interface Comparable {
  readonly uri: string;
  readonly revisions: RevisionsResult;
  /** Other segments of the project. */
  readonly segments: readonly { readonly id: string; readonly name: string; readonly uri: string }[];
}
