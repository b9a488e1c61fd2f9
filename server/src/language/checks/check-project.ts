/** What only all files together can tell. What one file tells is in its reading. */
import type { Diagnostic, Range, RelatedLocation } from '../diagnostic.ts';
import type { NameUse } from '../model.ts';
import { report } from './check.ts';
import { brokenReference } from './project/broken-reference.ts';
import { duplicateSegmentId } from './project/duplicate-segment-id.ts';
import { equalSegments } from './project/equal-segments.ts';
import { referenceCycle } from './project/reference-cycle.ts';
import { createProjectGraph, type ProjectGraph } from './project-graph.ts';
import { circleThrough } from './reference-graph.ts';

/** What must be known of a file to check it against the others. */
export interface CheckedSegment {
  readonly uri: string;
  readonly id: string;
  readonly firstLine: Range;
  /** Where the segment's name stands; the first line where there is none. */
  readonly nameRange: Range;
  readonly hasErrors: boolean;
  /** The segments that its rules refer to. */
  readonly references: readonly NameUse[];
  /** Equal for files that say the same (`segmentMeaning`); absent where that cannot be told. */
  readonly meaning?: string;
}

/** The cross-file diagnostics by the file's URI; a file without any is absent. */
export type Findings = ReadonlyMap<string, readonly Diagnostic[]>;

/** The checks across the files of one project, again and again: what did not change is not looked at again. */
export interface ProjectChecks {
  of(segments: readonly CheckedSegment[]): Findings;
}

export const checkProject = (segments: readonly CheckedSegment[]): Findings => createProjectChecks().of(segments);

export function createProjectChecks(): ProjectChecks {
  let last: { readonly graph: ProjectGraph; readonly findings: Findings } | undefined;
  return {
    of(segments) {
      const changed = last && changesSince(last.graph.segments, segments);
      if (changed?.length === 0) return last!.findings;
      const affected = changed && last!.graph.replace(segments, changed);
      const graph = affected ? last!.graph : createProjectGraph(segments);
      const findings = new Map(affected ? last!.findings : []);
      for (const at of affected ?? segments.keys()) {
        const found = diagnose(at, graph);
        if (found.length > 0) findings.set(segments[at]!.uri, found);
        else findings.delete(segments[at]!.uri);
      }
      last = { graph, findings };
      return findings;
    },
  };
}

/** The places of what is another segment than before; undefined when files came or went. */
function changesSince(
  before: readonly CheckedSegment[],
  now: readonly CheckedSegment[],
): readonly number[] | undefined {
  if (before.length !== now.length) return undefined;
  const changed: number[] = [];
  for (const [at, segment] of now.entries()) {
    if (segment === before[at]) continue;
    if (segment.uri !== before[at]!.uri) return undefined;
    changed.push(at);
  }
  return changed;
}

function diagnose(at: number, graph: ProjectGraph): readonly Diagnostic[] {
  const segment = graph.segments[at]!;
  return [
    ...duplicate(segment, graph),
    ...cycles(segment, graph),
    ...brokenReferences(segment, graph),
    ...equal(segment, graph),
  ];
}

function duplicate(segment: CheckedSegment, graph: ProjectGraph): readonly Diagnostic[] {
  const files = graph.withId(segment.id);
  if (files.length < 2) return [];
  const related = files
    .filter((each) => each !== segment)
    .map((each): RelatedLocation => ({ uri: each.uri, range: each.firstLine, message: 'The other file' }));
  return [report(duplicateSegmentId, segment.firstLine, { id: segment.id }, { related })];
}

/** Every reference that is part of a circle, in the file where it stands. */
function cycles(segment: CheckedSegment, graph: ProjectGraph): readonly Diagnostic[] {
  return segment.references.flatMap(({ name, range }) => {
    if (!graph.inCircle(segment.id, name)) return [];
    const cycle = circleThrough(segment.id, name, graph.edges);
    const related = cycle
      .flatMap((id) => graph.withId(id))
      .filter((other) => other !== segment)
      .flatMap((other) =>
        other.references
          .filter((use) => cycle.includes(use.name) && graph.inCircle(other.id, use.name))
          .map(
            (use): RelatedLocation => ({
              uri: other.uri,
              range: use.range,
              message: `“${other.id}” refers to “${use.name}”`,
            }),
          ),
      );
    return [report(referenceCycle, range, { cycle }, { related })];
  });
}

/** A segment cannot be computed when one that it refers to cannot. */
function brokenReferences(segment: CheckedSegment, graph: ProjectGraph): readonly Diagnostic[] {
  return segment.references.flatMap(({ name, range }) => {
    // A reference within a circle has been said as such.
    if (!graph.isBroken(name) || (graph.isCircular(name) && graph.isCircular(segment.id))) return [];
    const [target] = graph.withId(name);
    const related = target ? [{ uri: target.uri, range: target.firstLine, message: 'The segment with errors' }] : [];
    return [report(brokenReference, range, { id: name }, { related })];
  });
}

/** So many of the segments with the same rules are named. */
const MOST_EQUAL = 20;

/** Files whose rules say the same. A sample by the segment's own id differs from file to file. */
function equal(segment: CheckedSegment, graph: ProjectGraph): readonly Diagnostic[] {
  const others = graph.withMeaning(segment.meaning).filter(({ id }) => id !== segment.id);
  const [other] = others;
  if (other === undefined) return [];
  const related = others.slice(0, MOST_EQUAL).map(
    (each): RelatedLocation => ({
      uri: each.uri,
      range: each.nameRange,
      message: 'The segment with the same rules',
    }),
  );
  return [report(equalSegments, segment.nameRange, { id: other.id }, { related })];
}
