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

export interface AgentResult {
  /** ok: all of the prompt became rules · partial: some did · unclear: none did. */
  readonly status: 'ok' | 'partial' | 'unclear';
  /** File id: kebab, not taken by another segment. */
  readonly id: string;
  readonly name: string;
  /** The whole file; null when unclear. */
  readonly yaml: string | null;
  /** Who wrote it: the id of a provider. */
  readonly provider: string;
  readonly assumptions: readonly string[];
  readonly questions: readonly Clarification[];
  readonly notUnderstood: readonly string[];
  readonly phrases: readonly PhraseRule[];
  readonly answered: readonly AnsweredPhrase[];
  readonly refusedAnswers: readonly RefusedAnswer[];
  /** There is a segment with the same rules. */
  readonly sameAs?: SameSegment;
  /** One clear sentence when a provider failed and the built-in translator answered instead. */
  readonly notice?: string;
}

export interface SegmentInfo {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
}

export interface ProviderSettings {
  readonly openai?:
    | { readonly apiKey: string; readonly baseUrl?: string | undefined; readonly model?: string | undefined }
    | undefined;
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
}

/** A failure is a sentence for people: what happened and what to do. */
export type DraftOutcome =
  | { readonly ok: true; readonly draft: ProviderDraft }
  | { readonly ok: false; readonly reason: string };

export interface Provider {
  readonly id: string;
  readonly title: string;
  /** Whether it can be asked with these settings. */
  available(settings: ProviderSettings): boolean;
  draft(request: DraftRequest): Promise<DraftOutcome>;
}

export interface TranslatePromptInput {
  readonly prompt: string;
  readonly schema: ProjectSchema;
  readonly segments: readonly SegmentInfo[];
  readonly provider: string;
  readonly openai?: ProviderSettings['openai'];
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
}
