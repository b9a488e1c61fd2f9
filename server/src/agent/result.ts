/** What a prompt came to, and what providers give and take. */
import type { Diagnostic } from '../language/diagnostic.ts';
import type { ProjectSchema } from '../language/schema/model.ts';

export interface Clarification {
  /** Words of the prompt. */
  readonly about: string;
  readonly question: string;
  readonly options: readonly string[];
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
  /** The instant that calendar words are counted from; without it the schema's own `as_of`, else the clock. */
  readonly now?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (text: string) => void;
}
