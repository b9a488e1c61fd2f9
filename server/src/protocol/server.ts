/** What goes between client and server besides questions about segments. */

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
