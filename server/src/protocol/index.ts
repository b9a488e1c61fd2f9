/**
 * Method names and payloads of the custom requests between client and server, and of the messages between the
 * insights panel and its webview. Invariant: imports nothing, so that every face can share it.
 */

export type * from './prompts.ts';

export interface InsightsParams {
  readonly uri: string;
  /** At most so many sample users. */
  readonly samples: number;
  /** ISO instant or date; absent: the schema's `as_of`. */
  readonly asOf?: string;
  /** Asked for by a person: look again whether the data changed, and let `as_of: now` be this moment. */
  readonly refresh?: boolean;
}

export type CellValue = string | number | boolean | null;

export interface InsightsNumbers {
  readonly state: 'ready';
  readonly uri: string;
  /** The document version that was counted; null for a file that is not open. */
  readonly version: number | null;
  readonly segment: string;
  readonly name: string;
  /** The segment in words. */
  readonly explanation: string;
  readonly asOf: string;
  readonly timezone: string;
  readonly users: { readonly total: number; readonly of: number };
  readonly reachable: readonly {
    readonly channel: string;
    readonly label: string;
    readonly users: number;
    readonly notBecause: readonly { readonly reason: string; readonly users: number }[];
  }[];
  readonly reachableAny: number;
  /** Column names with what they hold; `masked` columns carry masked text. */
  readonly columns: readonly { readonly name: string; readonly type: string; readonly masked: boolean }[];
  readonly sample: readonly { readonly id: string; readonly cells: readonly CellValue[] }[];
  /** One a top-level rule, in order. `line` is 0-based. */
  readonly rules: readonly {
    readonly sentence: string;
    readonly line: number;
    readonly alone: number;
    readonly remaining: number;
  }[];
  /** When nobody is left: the rule that left nobody, and values seen in the data that are near what it asks for. */
  readonly empty?: { readonly sentence: string; readonly line: number; readonly nearest: readonly string[] };
  readonly store: StoreStatus;
  readonly tookMs: number;
}

export interface StoreStatus {
  readonly builtAt: string;
  readonly users: number;
  readonly events: number;
  readonly firstEvent: string | null;
  readonly latestEvent: string | null;
  readonly warnings: readonly string[];
}

export type InsightsResult =
  | InsightsNumbers
  /** The segment has errors: it is not evaluated. */
  | {
      readonly state: 'invalid';
      readonly uri: string;
      readonly version: number | null;
      readonly name: string;
      readonly problems: readonly { readonly message: string; readonly line: number }[];
    }
  /** It could not be counted: no data, a bad row, an untrusted workspace. `action` is a command that helps. */
  | {
      readonly state: 'failed';
      readonly uri: string;
      readonly version: number | null;
      readonly name: string;
      readonly message: string;
      readonly action?: { readonly title: string; readonly command: string };
    };

export interface ExportParams {
  readonly uri: string;
  readonly format: 'ids' | 'csv' | 'ndjson';
  readonly includePii: boolean;
  /** File URI to write. Written aside and renamed. */
  readonly target: string;
  readonly workDoneToken?: string | number;
}
export interface ExportResult {
  readonly users: number;
}

/** A call of one of the tools that agents have. They only read; what they give holds no user and no value of the data. */
export interface CallToolParams {
  readonly tool: string;
  readonly input: unknown;
  readonly near: string;
}
export interface CallToolResult {
  readonly ok: boolean;
  /** The answer, or one sentence that says why there is none. */
  readonly text: string;
}

export interface RebuildParams {
  /** Any document or folder of the project. */
  readonly near: string;
  readonly workDoneToken?: string | number;
}

/** Sent with `initialize`. */
export interface InitializationOptions {
  /** False in restricted mode: no data is read, nothing is counted, nothing goes to the network. */
  readonly trusted: boolean;
  /** The editor has language models that `segments/languageModel` may ask. */
  readonly languageModels?: boolean;
}

/** Custom requests and notifications, by method. */
export const methods = {
  insights: 'segments/insights',
  exportUsers: 'segments/exportUsers',
  newSegment: 'segments/newSegment',
  refineSegment: 'segments/refineSegment',
  rebuildStore: 'segments/rebuildStore',
  rememberMeaning: 'segments/rememberMeaning',
  /** What a prompt would send, before it is sent. */
  promptPreview: 'segments/promptPreview',
  /** The request that was sent last, or null. */
  lastRequest: 'segments/lastRequest',
  /** Server -> client request: asks the editor's language model. */
  languageModel: 'segments/languageModel',
  callTool: 'segments/callTool',
  /** Server -> client notification: numbers may have changed; ask again. Params: {uri?: string}. */
  insightsChanged: 'segments/insightsChanged',
  /** Client -> server notification: {trusted: boolean}. */
  trustChanged: 'segments/trustChanged',
} as const;

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
