/** Messages between the host of the insights panel and its webview. */
import type { InsightsResult } from './insights.ts';

/** Panel host -> webview. */
export type ToInsightsView =
  | { readonly type: 'loading'; readonly name: string; readonly uri: string }
  | { readonly type: 'result'; readonly result: InsightsResult; readonly stale: boolean }
  /** A newer edit is being counted: what is shown is stale until the next result. */
  | { readonly type: 'stale' }
  /** No segment is active. */
  | { readonly type: 'idle' };

/** Webview -> panel host. */
export type FromInsightsView =
  | { readonly type: 'ready' }
  | { readonly type: 'refresh' }
  | { readonly type: 'reveal'; readonly uri: string; readonly line: number }
  | { readonly type: 'export' }
  | { readonly type: 'command'; readonly command: string };
