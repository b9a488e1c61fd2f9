/** What goes between client and server besides questions about segments. */
import type { StoreStatus } from './insights.ts';

export interface StandingParams {
  /** Any document or folder of the project; absent: the first project of the workspace. */
  readonly near?: string;
}

/** A project's data as the status bar tells of it. `asOf` is the instant that counts are for, as ISO 8601. */
export type StandingResult =
  /** No project, or its schema names no data. */
  | { readonly state: 'none' }
  | (ProjectData &
      (
        | { readonly state: 'untrusted' | 'unread' | 'building' }
        | { readonly state: 'failed'; readonly message: string }
        | { readonly state: 'ready'; readonly status: StoreStatus; readonly asOf: string }
      ));

export interface ProjectData {
  readonly rootUri: string;
  readonly name: string;
  readonly schemaUri: string;
  readonly timezone: string;
  /** What the schema says: `now`, `latest_event` or an instant. */
  readonly schemaAsOf: string;
}

/** The person counts as of another instant than the schema says; null: as the schema says. */
export interface AsOfParams {
  readonly asOf: string | null;
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
  /** The client has the commands of our own extension, so that numbers can be clicked. */
  readonly ownCommands?: boolean;
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
