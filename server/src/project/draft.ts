import type { Diagnostic } from '../language/diagnostic.ts';
import { readSegment, type SegmentReading, segmentMeaning } from '../language/index.ts';
import type { ProjectSchema } from '../language/schema/model.ts';
import { isSegmentFile } from './locate.ts';
import type { ProjectSnapshot } from './snapshot.ts';
import { digest } from './summary.ts';
import { folderOf, joinUri, normalizeUri } from './uris.ts';

/** What a segment that is still to be written needs to know of its project. */
export interface DraftContext {
  readonly schema: ProjectSchema;
  readonly segments: readonly { readonly id: string; readonly name: string; readonly description?: string }[];
  /** The problems that a text would have as a segment of the project. */
  check(yaml: string): readonly Diagnostic[];
  /** The text as a segment of the project. */
  read(yaml: string): SegmentReading;
  /** Another segment of the project with the same rules as this text. */
  sameAs(yaml: string): { readonly id: string; readonly name: string } | undefined;
}

/** `own` is the segment that the text will replace; absent for a new one. */
export function draftContext(snapshot: ProjectSnapshot, own?: string): DraftContext {
  const { schema, names } = snapshot;
  const read = (yaml: string): SegmentReading =>
    readSegment(yaml, { uri: 'untitled:draft', id: own ?? 'draft', schema, segments: names });
  return {
    schema,
    segments: snapshot.summaries.map(({ id, name, description }) => ({
      id,
      name,
      ...(description === undefined ? {} : { description }),
    })),
    check: (yaml) => read(yaml).diagnostics,
    read,
    sameAs: (yaml) => {
      const meaning = segmentMeaning(read(yaml));
      if (meaning === undefined) return undefined;
      const wanted = digest(meaning);
      const same = snapshot.summaries.find((each) => each.id !== own && each.meaning === wanted);
      return same && { id: same.id, name: same.name };
    },
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
