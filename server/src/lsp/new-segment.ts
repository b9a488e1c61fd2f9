import type { AgentResult } from '../agent/index.ts';
import { draftContext, folderForNew, joinUri, type ProjectSnapshot, SEGMENT_SUFFIX } from '../project/index.ts';
import type {
  NewSegmentParams,
  NewSegmentResult,
  ProviderChoice,
  RememberParams,
  RememberResult,
} from '../protocol/index.ts';
import { requestedProgress } from './progress.ts';
import { projectNear, type RequestParts, refused } from './request-parts.ts';

/** A prompt turned into a segment, with where its file would go. The client writes it. */
export async function newSegment(
  parts: RequestParts,
  params: NewSegmentParams,
  signal: AbortSignal,
): Promise<NewSegmentResult> {
  const project = await projectNear(parts, params.near);
  const snapshot = await project.settle();
  // Loaded when it is first asked for: most sessions of the server never translate a prompt.
  const { translatePrompt, PromptError } = await import('../agent/index.ts');
  const offline = !parts.trusted() && params.provider !== 'builtin';
  const progress = requestedProgress(parts.connection, params.workDoneToken, 'Writing a segment');
  const openai = offline ? undefined : settingsOf(params, parts.runtime.environment);
  try {
    const result = await translatePrompt({
      prompt: params.prompt,
      answers: params.answers ?? [],
      ...draftContext(snapshot),
      provider: offline ? 'builtin' : params.provider,
      ...(openai ? { openai } : {}),
      signal,
      onProgress: (message) => progress.report({ message }),
    });
    const notice = offline ? 'The workspace is not trusted, so the built-in translator answered.' : result.notice;
    return present(result, snapshot, params.near, notice);
  } catch (error) {
    if (error instanceof PromptError) throw refused(error.message);
    throw error;
  } finally {
    progress.done();
  }
}

/** The schema's text with a term in its glossary. Nothing is written: the client shows it first. */
export async function rememberMeaning(parts: RequestParts, params: RememberParams): Promise<RememberResult> {
  const snapshot = await (await projectNear(parts, params.near)).settle();
  const file = snapshot.file(snapshot.schemaUri);
  if (!file) throw refused('The project’s segments.schema.yaml is gone.');
  const { rememberMeaning: remember } = await import('../agent/index.ts');
  const { term, rules, description } = params;
  const kept = remember(file.text, { term, rules, ...(description ? { description } : {}) });
  return kept.ok ? { ok: true, uri: file.uri, before: file.text, text: kept.text } : kept;
}

/** What the request says, else what the environment does. The key is never logged. */
export function settingsOf(
  { apiKey, baseUrl, model }: ProviderChoice,
  environment: (name: string) => string | undefined,
): { readonly apiKey: string; readonly baseUrl?: string; readonly model?: string } | undefined {
  const key = apiKey ?? environment('OPENAI_API_KEY');
  if (!key) return undefined;
  const url = baseUrl ?? environment('OPENAI_BASE_URL');
  const name = model ?? environment('OPENAI_MODEL');
  return { apiKey: key, ...(url ? { baseUrl: url } : {}), ...(name ? { model: name } : {}) };
}

function present(
  result: AgentResult,
  snapshot: ProjectSnapshot,
  near: string,
  notice: string | undefined,
): NewSegmentResult {
  const { status, yaml, provider, assumptions, questions, notUnderstood, phrases, answered, id, sameAs } = result;
  return {
    status,
    uri: yaml === null ? null : joinUri(folderForNew(snapshot, near), `${id}${SEGMENT_SUFFIX}`),
    yaml,
    provider,
    assumptions,
    questions,
    notUnderstood,
    phrases,
    answered,
    refusedAnswers: result.refusedAnswers,
    ...(sameAs ? { sameAs: { ...sameAs, uri: snapshot.byId(sameAs.id)?.uri ?? null } } : {}),
    ...(notice === undefined ? {} : { notice }),
  };
}
