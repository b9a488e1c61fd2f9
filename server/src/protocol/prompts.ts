/** Payloads of the requests that turn words into rules: who translates, what is asked and answered, what is sent. */

/** Who turns words into rules, and what it needs for that. */
export interface ProviderChoice {
  readonly provider: 'auto' | 'builtin' | 'openai' | 'vscode';
  /** From SecretStorage; never logged. */
  readonly apiKey?: string;
  readonly baseUrl?: string;
  readonly model?: string;
  /** Azure OpenAI's `api-version`. */
  readonly apiVersion?: string;
  /** Sent with each request to the OpenAI provider; never logged. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The editor's language model that the person picked, so that `auto` may use it. */
  readonly languageModel?: string;
  /** The person saw what of the prompt is personal, and sends it all the same. */
  readonly allowPersonal?: boolean;
}

/** Words of a prompt that say who somebody is. */
export interface PersonalWords {
  /** “an e-mail address”. */
  readonly what: string;
  readonly text: string;
}

/** What goes to a model: to whom, and the whole body, as it is sent. */
export interface SentRequest {
  readonly provider: string;
  readonly to: string;
  readonly body: unknown;
}

export interface PromptPreviewParams extends ProviderChoice {
  readonly prompt: string;
  readonly answers?: readonly Answer[];
  readonly near: string;
}

/** What a prompt would send. */
export interface PromptPreviewResult {
  /** Null: nothing leaves the machine. */
  readonly request: SentRequest | null;
  readonly personal: readonly PersonalWords[];
  /** Why the provider cannot be asked. */
  readonly notice?: string;
}

/** The server asks the editor's own language model. */
export interface LanguageModelParams {
  readonly messages: readonly { readonly role: 'user' | 'assistant'; readonly content: string }[];
  /** Family, name or id of the model; absent: the first there is. */
  readonly model?: string;
}

export type LanguageModelResult =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly kind: 'absent' | 'denied' | 'blocked' | 'quota' | 'too-long' | 'failed';
      readonly message?: string;
    };

/** A rule as plain data, as it stands in a file. */
export type PlainRule = Readonly<Record<string, unknown>>;

export interface Question {
  /** Words of the prompt. */
  readonly about: string;
  readonly question: string;
  readonly options: readonly string[];
  /** The options with what each would mean. */
  readonly choices?: readonly { readonly text: string; readonly means?: string }[];
}

/** What a person says that words of the prompt mean: an option or own words. */
export interface Answer {
  readonly about: string;
  readonly answer: string;
}

/** What a prompt came to besides a text. */
export interface Remarks {
  readonly provider: string;
  readonly assumptions: readonly string[];
  readonly questions: readonly Question[];
  readonly notUnderstood: readonly string[];
  readonly phrases: readonly { readonly text: string; readonly rule: string }[];
  /** Answers that were taken up; those with rules can be kept in the glossary. */
  readonly answered?: readonly (Answer & { readonly rules?: readonly PlainRule[] })[];
  readonly refusedAnswers?: readonly (Answer & { readonly reason: string })[];
  /** One clear sentence when a provider failed and the built-in translator answered instead. */
  readonly notice?: string;
  /** Why the prompt was not sent: ask, and request again with `allowPersonal`. */
  readonly personal?: readonly PersonalWords[];
}

export interface NewSegmentParams extends ProviderChoice {
  readonly prompt: string;
  /** What was asked before about this prompt, answered. */
  readonly answers?: readonly Answer[];
  /** A document or folder inside the project that the segment is for. */
  readonly near: string;
  readonly workDoneToken?: string | number;
}

export interface NewSegmentResult extends Remarks {
  readonly status: 'ok' | 'partial' | 'unclear';
  /** Where the segment would go; the client writes it. */
  readonly uri: string | null;
  readonly yaml: string | null;
  /** A segment of the project with the same rules: better referred to than copied. */
  readonly sameAs?: {
    readonly id: string;
    readonly name: string;
    readonly uri: string | null;
    /** The whole new file when it refers to that segment. */
    readonly reference?: string;
  };
}

export interface RefineParams extends ProviderChoice {
  /** The segment, as it is in the editor. */
  readonly uri: string;
  /** What shall change. */
  readonly prompt: string;
  readonly answers?: readonly Answer[];
  readonly workDoneToken?: string | number;
}

/** A changed text to be shown and applied; nothing is written. */
export interface RefineResult extends Remarks {
  readonly status: 'ok' | 'partial' | 'unclear';
  readonly before: string;
  /** Equal to `before` when nothing changes. */
  readonly after: string;
  /** In words, rule by rule. */
  readonly changes: readonly string[];
}

export interface RememberParams {
  /** A document or folder of the project. */
  readonly near: string;
  readonly term: string;
  readonly rules: readonly PlainRule[];
  /** For people: where the meaning comes from. */
  readonly description?: string;
}

/** The schema with the term in its glossary, to be shown and applied; or why it cannot be kept. */
export type RememberResult =
  | { readonly ok: true; readonly uri: string; readonly before: string; readonly text: string }
  | { readonly ok: false; readonly reason: string };
