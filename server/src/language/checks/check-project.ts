/** What only all files together can tell. What one file tells is in its reading. */
import type { Diagnostic, Range, RelatedLocation } from '../diagnostic.ts';
import type { NameUse } from '../model.ts';
import { report } from './check.ts';
import { brokenReference } from './project/broken-reference.ts';
import { duplicateSegmentId } from './project/duplicate-segment-id.ts';
import { equalSegments } from './project/equal-segments.ts';
import { referenceCycle } from './project/reference-cycle.ts';
import { circles, circleThrough } from './reference-graph.ts';

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

type Report = (segment: CheckedSegment, diagnostic: Diagnostic) => void;

/** The cross-file diagnostics by the file's URI; a file without any is absent. */
export function checkProject(segments: readonly CheckedSegment[]): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  const add: Report = ({ uri }, diagnostic) => {
    const list = found.get(uri) ?? [];
    list.push(diagnostic);
    found.set(uri, list);
  };
  const duplicated = checkIds(segments, add);
  const inCircles = checkCycles(segments, add);
  checkReferences(segments, duplicated, inCircles, add);
  checkEqual(segments, add);
  return found;
}

function checkIds(segments: readonly CheckedSegment[], add: Report): ReadonlySet<string> {
  const duplicated = new Set<string>();
  for (const [id, files] of grouped(segments, (segment) => segment.id)) {
    if (files.length < 2) continue;
    duplicated.add(id);
    for (const file of files) {
      const related = files
        .filter((each) => each !== file)
        .map((each): RelatedLocation => ({ uri: each.uri, range: each.firstLine, message: 'The other file' }));
      add(file, report(duplicateSegmentId, file.firstLine, { id }, { related }));
    }
  }
  return duplicated;
}

/** Reports every reference that is part of a circle, in the file where it stands. Gives the ids in circles. */
function checkCycles(segments: readonly CheckedSegment[], add: Report): ReadonlySet<string> {
  const edges = new Map<string, Set<string>>();
  for (const { id, references } of segments) {
    const targets = edges.get(id) ?? new Set();
    for (const { name } of references) targets.add(name);
    edges.set(id, targets);
  }
  const circleOf = circles(edges);
  const inCircle = ({ id }: CheckedSegment, name: string) =>
    circleOf.has(id) && circleOf.get(id) === circleOf.get(name);
  const places = segments.flatMap((segment) =>
    segment.references
      .filter(({ name }) => inCircle(segment, name))
      .map(({ name, range }) => ({ segment, name, range })),
  );
  for (const { segment, name, range } of places) {
    const cycle = circleThrough(segment.id, name, edges);
    const related = places
      .filter((other) => other.segment !== segment && cycle.includes(other.segment.id) && cycle.includes(other.name))
      .map(
        (other): RelatedLocation => ({
          uri: other.segment.uri,
          range: other.range,
          message: `“${other.segment.id}” refers to “${other.name}”`,
        }),
      );
    add(segment, report(referenceCycle, range, { cycle }, { related }));
  }
  return new Set(circleOf.keys());
}

/** A segment cannot be computed when one that it refers to cannot, through all references. */
function checkReferences(
  segments: readonly CheckedSegment[],
  duplicated: ReadonlySet<string>,
  inCircles: ReadonlySet<string>,
  add: Report,
): void {
  const broken = new Set([...duplicated, ...inCircles]);
  for (const { id, hasErrors } of segments) if (hasErrors) broken.add(id);
  if (broken.size === 0) return;
  const users = new Map<string, Set<string>>();
  for (const { id, references } of segments) {
    for (const { name } of references) users.set(name, (users.get(name) ?? new Set()).add(id));
  }
  const waiting = [...broken];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const user of users.get(id) ?? []) {
      if (broken.has(user)) continue;
      broken.add(user);
      waiting.push(user);
    }
  }
  const targets = new Map([...segments].reverse().map((segment) => [segment.id, segment]));
  for (const segment of segments) {
    for (const { name, range } of segment.references) {
      // A reference within a circle has been said as such.
      if (!broken.has(name) || (inCircles.has(name) && inCircles.has(segment.id))) continue;
      const target = targets.get(name);
      const related = target ? [{ uri: target.uri, range: target.firstLine, message: 'The segment with errors' }] : [];
      add(segment, report(brokenReference, range, { id: name }, { related }));
    }
  }
}

/** Files whose rules say the same. A sample by the segment's own id differs from file to file. */
function checkEqual(segments: readonly CheckedSegment[], add: Report): void {
  const comparable = segments.filter(({ meaning }) => meaning !== undefined);
  for (const equal of grouped(comparable, ({ meaning }) => meaning ?? '').values()) {
    if (equal.length < 2) continue;
    for (const segment of equal) {
      const others = equal.filter((each) => each.id !== segment.id);
      const [other] = others;
      if (other === undefined) continue;
      const related = others.map(
        ({ uri, nameRange }): RelatedLocation => ({
          uri,
          range: nameRange,
          message: 'The segment with the same rules',
        }),
      );
      add(segment, report(equalSegments, segment.nameRange, { id: other.id }, { related }));
    }
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
