import type { Diagnostic } from '../language/diagnostic.ts';
import { readSegment } from '../language/index.ts';
import type { ProjectSchema } from '../language/schema/model.ts';
import { isSegmentFile } from './locate.ts';
import type { ProjectSnapshot } from './snapshot.ts';
import { folderOf, joinUri, normalizeUri } from './uris.ts';

/** What a segment that is still to be written needs to know of its project. */
export interface DraftContext {
  readonly schema: ProjectSchema;
  readonly segments: readonly { readonly id: string; readonly name: string; readonly description?: string }[];
  /** The problems that a text would have as a segment of the project. */
  check(yaml: string): readonly Diagnostic[];
}

export function draftContext(snapshot: ProjectSnapshot): DraftContext {
  const { schema, names } = snapshot;
  return {
    schema,
    segments: [...snapshot.readings.values()].map(({ id, segment }) => ({
      id,
      name: segment?.name ?? id,
      ...(segment?.description === undefined ? {} : { description: segment.description }),
    })),
    check: (yaml) => readSegment(yaml, { uri: 'untitled:draft', id: 'draft', schema, segments: names }).diagnostics,
  };
}

/** Where a new segment goes: beside the segment `near`, else where most of the project's are, else in `segments/`. */
export function folderForNew({ uris, rootUri }: ProjectSnapshot, near?: string): string {
  const uri = near === undefined ? undefined : normalizeUri(near);
  if (uri !== undefined && isSegmentFile(uri) && uris.includes(uri)) return folderOf(uri);
  const counts = new Map<string, number>();
  for (const folder of uris.map(folderOf)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first?.[0] ?? joinUri(rootUri, 'segments');
}
