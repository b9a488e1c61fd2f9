/**
 * Segment files read and summarised, each at most once per text, schema and set of segments. A summary stays as long as
 * its text; of the readings, which are many times larger, only those that were asked for last do.
 */
import { readSegment, type SegmentNames, type SegmentReading } from '../language/index.ts';
import type { ProjectSchema } from '../language/schema/model.ts';
import { segmentIdOf } from './locate.ts';
import type { SegmentIndex } from './segment-index.ts';
import type { SourceFile } from './source-file.ts';
import { holdsWith, type SegmentSummary, summaryOf } from './summary.ts';

/** With more files than these nobody waits for all of them to be read. */
export const MANY_FILES = 500;

/** So many readings stay in memory: all that editors show, and what rules refer to. */
const READINGS_KEPT = 400;

interface Bound {
  readonly schema: ProjectSchema;
  /** The file that the schema was read from. */
  readonly schemaFile: SourceFile | undefined;
  readonly names: SegmentNames;
}

export interface Readings {
  reading(file: SourceFile, bound: Bound): SegmentReading;
  summary(file: SourceFile, bound: Bound): SegmentSummary;
  /** The summary where it is at hand without reading the file. */
  known(file: SourceFile, bound: Bound): SegmentSummary | undefined;
}

/** `index` gives summaries that an earlier session found. */
export function createReadings(index?: SegmentIndex): Readings {
  const kept = new Map<SourceFile, Bound & { readonly reading: SegmentReading }>();
  const summaries = new WeakMap<SourceFile, Bound & { readonly summary: SegmentSummary }>();

  const remember = (file: SourceFile, bound: Bound, summary: SegmentSummary): SegmentSummary => {
    summaries.set(file, { ...bound, summary });
    return summary;
  };
  const reading = (file: SourceFile, bound: Bound): SegmentReading => {
    const known = kept.get(file);
    kept.delete(file);
    const holds = known && known.schema === bound.schema && sameSegments(file, known.names, bound.names);
    const now = holds ? known.reading : read(file, bound);
    kept.set(file, { ...bound, reading: now });
    if (kept.size > READINGS_KEPT) kept.delete(kept.keys().next().value as SourceFile);
    return now;
  };
  /** Whether the file reads the same with both: it often does, though a segment came or went. */
  const sameSegments = (file: SourceFile, before: SegmentNames, after: SegmentNames): boolean => {
    if (before === after) return true;
    const known = summaries.get(file);
    return (
      known !== undefined &&
      known.names === before &&
      holdsWith(known.summary, before) &&
      holdsWith(known.summary, after)
    );
  };
  const atHand = (file: SourceFile, bound: Bound): SegmentSummary | undefined => {
    const known = summaries.get(file);
    if (known && known.schema === bound.schema) {
      if (known.names === bound.names) return known.summary;
      if (holdsWith(known.summary, bound.names)) return remember(file, bound, known.summary);
    }
    const stored = file.problems.length > 0 ? undefined : index?.get(file, bound.schemaFile);
    return stored && holdsWith(stored, bound.names) ? remember(file, bound, stored) : undefined;
  };
  return {
    reading,
    summary: (file, bound) => {
      const known = atHand(file, bound);
      if (known) return known;
      const fresh = summaryOf(kept.has(file) ? reading(file, bound) : read(file, bound), bound.names);
      if (file.problems.length === 0) index?.add(file, bound.schemaFile, fresh);
      return remember(file, bound, fresh);
    },
    known: atHand,
  };
}

function read(file: SourceFile, { schema, names }: Bound): SegmentReading {
  const reading = readSegment(file.text, { uri: file.uri, id: segmentIdOf(file.uri), schema, segments: names });
  // Nothing more can be said of a file whose bytes could not be read.
  return file.problems.length > 0 ? { ...reading, diagnostics: file.problems, hasErrors: true } : reading;
}
