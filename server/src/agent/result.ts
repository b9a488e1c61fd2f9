/** What a prompt came to, and what providers give and take. */
import type { Diagnostic } from '../language/diagnostic.ts';
import type { ProjectSchema } from '../language/schema/model.ts';

export interface Clarification {
  /** Words of the prompt. */
  readonly about: string;
  readonly question: string;
  readonly options: readonly string[];
  /** What each option would mean, in the order of `options`. */
  readonly choices?: readonly Choice[];
}

/** An option of a question. Options come from the schema, never from users' data. */
export interface Choice {
  readonly text: string;
  /** The rules that the asked words would then stand for; absent when the option only says how to read them. */
  readonly rules?: readonly PlainRule[];
  /** The same in words. */
  readonly means?: string;
}

/** What a person says that words of the prompt mean: an option, its number, or own words. */
export interface Answer {
  /** Words of the prompt, as a question names them. */
  readonly about: string;
  readonly answer: string;
}

/** An answer that was taken up. With `rules`, it can be kept in the schema's glossary. */
export interface AnsweredPhrase extends Answer {
  readonly rules?: readonly PlainRule[];
}

/** An answer that could not be taken up, and why: one sentence. */
export interface RefusedAnswer extends Answer {
  readonly reason: string;
}

/** Another segment with the same rules: better referred to than copied. */
export interface SameSegment {
  readonly id: string;
  readonly name: string;
}

/** Which words became which rule, in words. */
export interface PhraseRule {
  readonly text: string;
  readonly rule: string;
}

/** Tokens that a model counted, of all turns of a conversation. */
export interface Usage {
  readonly input: number;
  readonly output: number;
}

/** What is said beside the rules, of a new segment and of a refined one alike. */
export interface Said {
  /** Who wrote it: the id of a provider. */
  readonly provider: string;
  readonly assumptions: readonly string[];
  readonly questions: readonly Clarification[];
  readonly notUnderstood: readonly string[];
  readonly phrases: readonly PhraseRule[];
  /** Answers that were taken up; those with rules can be kept in the glossary. */
  readonly answered: readonly AnsweredPhrase[];
  readonly refusedAnswers: readonly RefusedAnswer[];
  /** There is a segment with the same rules. */
  readonly sameAs?: SameSegment;
  /** One clear sentence when a provider failed and the built-in translator answered instead. */
  readonly notice?: string;
  /** Why the prompt was not sent: with `allowPersonal` it would be. */
  readonly personal?: readonly PersonalWords[];
}

export interface AgentResult extends Said {
  /** ok: all of the prompt became rules · partial: some did · unclear: none did. */
  readonly status: 'ok' | 'partial' | 'unclear';
  /** File id: kebab, not taken by another segment. */
  readonly id: string;
  readonly name: string;
  /** The whole file; null when unclear. */
  readonly yaml: string | null;
  /** The whole file when it refers to that segment. */
  readonly reference?: string;
  /** Where a model tells it. */
  readonly usage?: Usage;
}

export interface SegmentInfo {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
}

/** OpenAI, or any server that speaks its API. */
export interface OpenAiSettings {
  /** A server of one's own may need none. */
  readonly apiKey?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly model?: string | undefined;
  /** Azure OpenAI's `api-version`, where the address is not that of its v1 API. */
  readonly apiVersion?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface ModelMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** The language models of the editor that the person works in. */
export interface EditorModels {
  /** The person picked one in the settings, so that `auto` may use it. */
  readonly chosen: boolean;
  ask(messages: readonly ModelMessage[], signal: AbortSignal | undefined): Promise<EditorReply>;
}

export type EditorReply =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly kind: EditorFailure; readonly message?: string | undefined };

export type EditorFailure = 'absent' | 'denied' | 'blocked' | 'quota' | 'too-long' | 'failed';

export interface ProviderSettings {
  readonly openai?: OpenAiSettings | undefined;
  readonly vscode?: EditorModels | undefined;
}

/** What goes to a model: to whom, and the whole body, as it is sent. */
export interface SentRequest {
  readonly provider: string;
  /** An address, or who in words. */
  readonly to: string;
  readonly body: unknown;
}

/** Words of a prompt that say who somebody is: an e-mail address, a phone number. */
export interface PersonalWords {
  /** “an e-mail address”. */
  readonly what: string;
  readonly text: string;
}

export interface DraftRequest {
  readonly prompt: string;
  readonly schema: ProjectSchema;
  readonly segments: readonly SegmentInfo[];
  readonly settings: ProviderSettings;
  readonly answers: readonly Answer[];
  /** The instant that calendar words are counted from. */
  readonly now: number;
  /** What is wrong with rules, in words; empty when they check clean. */
  readonly check: (rules: readonly PlainRule[]) => readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
  /** Called with each request before it goes out. */
  readonly onSent?: ((request: SentRequest) => void) | undefined;
}

export type PlainRule = Readonly<Record<string, unknown>>;

export interface ProviderDraft {
  readonly name?: string;
  readonly description?: string;
  readonly rules: readonly PlainRule[];
  readonly assumptions: readonly string[];
  readonly questions: readonly Clarification[];
  readonly notUnderstood: readonly string[];
  readonly phrases: readonly PhraseRule[];
  readonly answered: readonly AnsweredPhrase[];
  readonly refusedAnswers: readonly RefusedAnswer[];
  readonly usage?: Usage;
}

/** A failure is a sentence for people: what happened and what to do. */
export type DraftOutcome =
  | { readonly ok: true; readonly draft: ProviderDraft }
  | { readonly ok: false; readonly reason: string };

export interface Provider {
  readonly id: string;
  readonly title: string;
  /** It can be asked from an editor only, so that the command line does not offer it. */
  readonly inEditorOnly?: true;
  /** What is missing before it can be asked, in a sentence; undefined when nothing is. */
  missing(settings: ProviderSettings): string | undefined;
  /** Whether `auto` takes it, when nothing is missing. */
  automatic(settings: ProviderSettings): boolean;
  draft(request: DraftRequest): Promise<DraftOutcome>;
  /** The first request that `draft` would send. Absent: nothing leaves the machine. */
  preview?(request: DraftRequest): Promise<SentRequest>;
}

export interface TranslatePromptInput {
  readonly prompt: string;
  /** The person's own words at the end of `prompt`, where it holds more than these. */
  readonly asked?: string;
  readonly schema: ProjectSchema;
  readonly segments: readonly SegmentInfo[];
  readonly provider: string;
  readonly openai?: ProviderSettings['openai'];
  readonly vscode?: ProviderSettings['vscode'];
  /** The person has seen what of the prompt is personal, and sends it all the same. */
  readonly allowPersonal?: boolean;
  /** The real checker, on a whole segment file. */
  readonly check: (yaml: string) => readonly Diagnostic[];
  /** What was asked before about this prompt, answered. */
  readonly answers?: readonly Answer[];
  /** Another segment of the project with the same rules as this whole file. */
  readonly sameAs?: (yaml: string) => SameSegment | undefined;
  /** The instant that calendar words are counted from; without it the schema's own `as_of`, else the clock. */
  readonly now?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
  /** Called with each request before it goes to a model. */
  readonly onSent?: (request: SentRequest) => void;
}
