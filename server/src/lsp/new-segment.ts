import type { NewSegmentParams, NewSegmentResult } from '../protocol/index.ts';
import { projectNear, type RequestParts } from './request-parts.ts';

/** A prompt turned into a segment, with where its file would go. The client writes it. */
export async function newSegment(
  parts: RequestParts,
  params: NewSegmentParams,
  signal: AbortSignal,
): Promise<NewSegmentResult> {
  const project = await projectNear(parts, params.near);
  signal.throwIfAborted();
  throw new Error(`not there yet ${project.root}`);
}
