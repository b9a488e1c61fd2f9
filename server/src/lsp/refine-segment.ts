import { draftContext, normalizeUri, segmentIdOf } from '../project/index.ts';
import type { RefineParams, RefineResult } from '../protocol/index.ts';
import { requestedProgress } from './progress.ts';
import { providerInput, UNTRUSTED_PROMPT } from './provider-settings.ts';
import { projectNear, type RequestParts, refused } from './request-parts.ts';

/** A segment changed as a prompt asks, from its text in the editor. The client shows it and applies it. */
export async function refineSegment(
  parts: RequestParts,
  params: RefineParams,
  signal: AbortSignal,
): Promise<RefineResult> {
  const uri = normalizeUri(params.uri);
  const project = await projectNear(parts, uri);
  await project.settle();
  const snapshot = parts.workspace.snapshotOf(uri) ?? project.snapshot;
  const file = snapshot.file(uri);
  if (!file || !snapshot.reading(uri)) throw refused('The segment’s file is gone.');
  // Loaded when it is first asked for: most sessions of the server never translate a prompt.
  const { refineSegment: refine, RefineError } = await import('../agent/refine/index.ts');
  const { offline, ...input } = providerInput(parts, params);
  const progress = requestedProgress(parts.connection, params.workDoneToken, 'Refining the segment');
  const { check: _, ...context } = draftContext(snapshot, segmentIdOf(uri));
  try {
    const {
      edits: _edits,
      sameAs: _sameAs,
      ...result
    } = await refine({
      prompt: params.prompt,
      text: file.text,
      answers: params.answers ?? [],
      ...context,
      ...input,
      signal,
      onProgress: (message) => progress.report({ message }),
    });
    return offline ? { ...result, notice: UNTRUSTED_PROMPT } : result;
  } catch (error) {
    if (error instanceof RefineError) throw refused(error.message);
    throw error;
  } finally {
    progress.done();
  }
}
