import { CancellationTokenSource } from 'vscode-languageserver';
import type { EditorModels, EditorReply, ModelMessage, OpenAiSettings, SentRequest } from '../agent/index.ts';
import { draftContext } from '../project/index.ts';
import {
  type LanguageModelParams,
  type LanguageModelResult,
  methods,
  type PromptPreviewParams,
  type PromptPreviewResult,
  type ProviderChoice,
} from '../protocol/index.ts';
import { projectNear, type RequestParts } from './request-parts.ts';

/** A person may have to allow it first; an editor that never answers is not waited for longer. */
const PATIENCE = 300_000;

/** Who translates, with what that needs, as the agent takes it. */
export interface ProviderInput {
  readonly provider: string;
  readonly openai?: OpenAiSettings;
  readonly vscode?: EditorModels;
  readonly allowPersonal?: boolean;
  readonly onSent: (request: SentRequest) => void;
}

/** Why the built-in translator answers instead of what was asked for. */
export const UNTRUSTED_PROMPT = 'The workspace is not trusted, so the built-in translator answered.';

/** What the request says, else what the environment does. Nothing leaves the machine before the workspace is trusted. */
export function providerInput(
  parts: RequestParts,
  choice: ProviderChoice,
): ProviderInput & { readonly offline: boolean } {
  const onSent = (request: SentRequest): void => {
    parts.sent.last = request;
  };
  const offline = !parts.trusted() && choice.provider !== 'builtin';
  if (offline || choice.provider === 'builtin') return { provider: 'builtin', onSent, offline };
  const openai = openAiSettings(choice, parts.runtime.environment);
  const vscode = parts.client()?.languageModels ? editorModels(parts, choice.languageModel) : undefined;
  return {
    provider: choice.provider,
    ...(openai ? { openai } : {}),
    ...(vscode ? { vscode } : {}),
    ...(choice.allowPersonal ? { allowPersonal: true } : {}),
    onSent,
    offline,
  };
}

/** Key and address. The key is never logged. */
function openAiSettings(
  choice: ProviderChoice,
  environment: (name: string) => string | undefined,
): OpenAiSettings | undefined {
  const apiKey = choice.apiKey ?? environment('OPENAI_API_KEY');
  const baseUrl = choice.baseUrl ?? environment('OPENAI_BASE_URL');
  const model = choice.model ?? environment('OPENAI_MODEL');
  const apiVersion = choice.apiVersion ?? environment('OPENAI_API_VERSION');
  if (!apiKey && !baseUrl) return undefined;
  return {
    ...(apiKey ? { apiKey } : {}),
    ...(baseUrl ? { baseUrl } : {}),
    ...(model ? { model } : {}),
    ...(apiVersion ? { apiVersion } : {}),
    ...(choice.headers ? { headers: choice.headers } : {}),
  };
}

function editorModels({ connection }: RequestParts, model: string | undefined): EditorModels {
  return {
    chosen: model !== undefined,
    async ask(messages: readonly ModelMessage[], signal: AbortSignal | undefined): Promise<EditorReply> {
      const source = new CancellationTokenSource();
      const cancel = (): void => source.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      const timer = setTimeout(cancel, PATIENCE);
      try {
        const params: LanguageModelParams = { messages, ...(model ? { model } : {}) };
        return await connection.sendRequest<LanguageModelResult>(methods.languageModel, params, source.token);
      } catch (error) {
        const silent = source.token.isCancellationRequested && !signal?.aborted;
        const message = silent ? `It did not answer within ${PATIENCE / 60_000} minutes.` : String(error);
        return { ok: false, kind: 'failed', message };
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
        source.dispose();
      }
    },
  };
}

/** What a prompt would send, without sending it. */
export async function promptPreview(parts: RequestParts, params: PromptPreviewParams): Promise<PromptPreviewResult> {
  const snapshot = await (await projectNear(parts, params.near)).settle();
  const { previewPrompt } = await import('../agent/index.ts');
  const { offline, ...input } = providerInput(parts, params);
  const preview = await previewPrompt({
    prompt: params.prompt,
    answers: params.answers ?? [],
    ...draftContext(snapshot),
    ...input,
  });
  const notice = offline ? UNTRUSTED_PROMPT : preview.notice;
  return {
    request: preview.request ?? null,
    personal: preview.personal,
    ...(notice === undefined ? {} : { notice }),
  };
}

/** The request that was sent last, kept in memory only. */
export const lastRequest = async ({ sent }: RequestParts): Promise<SentRequest | null> => sent.last ?? null;
