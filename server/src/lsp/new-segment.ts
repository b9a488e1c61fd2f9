import type { AgentResult } from '../agent/index.ts';
import { draftContext, folderForNew, joinUri, SEGMENT_SUFFIX } from '../project/index.ts';
import type { NewSegmentParams, NewSegmentResult } from '../protocol/index.ts';
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
      ...draftContext(snapshot),
      provider: offline ? 'builtin' : params.provider,
      ...(openai ? { openai } : {}),
      signal,
      onProgress: (message) => progress.report({ message }),
    });
    const notice = offline ? 'The workspace is not trusted, so the built-in translator answered.' : result.notice;
    return present(result, folderForNew(snapshot, params.near), notice);
  } catch (error) {
    if (error instanceof PromptError) throw refused(error.message);
    throw error;
  } finally {
    progress.done();
  }
}

/** What the request says, else what the environment does. The key is never logged. */
function settingsOf(
  { apiKey, baseUrl, model }: NewSegmentParams,
  environment: (name: string) => string | undefined,
): { readonly apiKey: string; readonly baseUrl?: string; readonly model?: string } | undefined {
  const key = apiKey ?? environment('OPENAI_API_KEY');
  if (!key) return undefined;
  const url = baseUrl ?? environment('OPENAI_BASE_URL');
  const name = model ?? environment('OPENAI_MODEL');
  return { apiKey: key, ...(url ? { baseUrl: url } : {}), ...(name ? { model: name } : {}) };
}

function present(result: AgentResult, folder: string, notice: string | undefined): NewSegmentResult {
  const { status, yaml, provider, assumptions, questions, notUnderstood, phrases, id } = result;
  return {
    status,
    uri: yaml === null ? null : joinUri(folder, `${id}${SEGMENT_SUFFIX}`),
    yaml,
    provider,
    assumptions,
    questions,
    notUnderstood,
    phrases,
    ...(notice === undefined ? {} : { notice }),
  };
}
