/** Payloads of the requests for numbers, and of exports. */

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
  /** Another one when data or schema are. */
  readonly storeVersion: string;
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

/** Why a segment is not counted. */
export interface InsightsProblem {
  readonly message: string;
  /** The file that it is in: the segment's own as it was asked for, one that it refers to, or the schema. */
  readonly uri: string;
  /** 0-based. */
  readonly line: number;
}

export type InsightsResult =
  | InsightsNumbers
  /** The segment has errors: it is not evaluated. */
  | {
      readonly state: 'invalid';
      readonly uri: string;
      readonly version: number | null;
      readonly name: string;
      readonly problems: readonly InsightsProblem[];
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
  /** Properties of users, in order; absent: all (personal ones as `includePii` says). */
  readonly columns?: readonly string[];
  /** File URI to write. Written aside and renamed. */
  readonly target: string;
  readonly workDoneToken?: string | number;
}
export interface ExportResult {
  readonly users: number;
}
