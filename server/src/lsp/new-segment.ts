import type { AgentResult } from '../agent/index.ts';
import { draftContext, folderForNew, joinUri, type ProjectSnapshot, SEGMENT_SUFFIX } from '../project/index.ts';
import type { NewSegmentParams, NewSegmentResult, RememberParams, RememberResult } from '../protocol/index.ts';
import { requestedProgress } from './progress.ts';
import { providerInput, UNTRUSTED_PROMPT } from './provider-settings.ts';
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
  const { offline, ...input } = providerInput(parts, params);
  const progress = requestedProgress(parts.connection, params.workDoneToken, 'Writing a segment');
  try {
    const result = await translatePrompt({
      prompt: params.prompt,
      answers: params.answers ?? [],
      ...draftContext(snapshot),
      ...input,
      signal,
      onProgress: (message) => progress.report({ message }),
    });
    const notice = offline ? UNTRUSTED_PROMPT : result.notice;
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

function present(
  result: AgentResult,
  snapshot: ProjectSnapshot,
  near: string,
  notice: string | undefined,
): NewSegmentResult {
  const { status, yaml, provider, assumptions, questions, notUnderstood, phrases, answered, id, sameAs, reference } =
    result;
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
    ...(sameAs
      ? { sameAs: { ...sameAs, uri: snapshot.byId(sameAs.id)?.uri ?? null, ...(reference && { reference }) } }
      : {}),
    ...(notice === undefined ? {} : { notice }),
    ...(result.personal ? { personal: result.personal } : {}),
  };
}
