/** What only all files together can tell. What one file tells is in its reading. */
import type { Diagnostic, Range, RelatedLocation } from '../diagnostic.ts';
import type { NameUse } from '../model.ts';
import type { SegmentReading } from '../rules/read-segment.ts';
import { segmentMeaning } from '../rules/segment-meaning.ts';
import { segmentUses } from '../rules/walk.ts';
import type { ProjectSchema } from '../schema/model.ts';
import { report } from './check.ts';
import { brokenReference } from './project/broken-reference.ts';
import { duplicateSegmentId } from './project/duplicate-segment-id.ts';
import { equalSegments } from './project/equal-segments.ts';
import { referenceCycle } from './project/reference-cycle.ts';
import { circles, circleThrough } from './reference-graph.ts';

type Report = (reading: SegmentReading, diagnostic: Diagnostic) => void;

/** The segments that rules of a file refer to. */
type Uses = ReadonlyMap<SegmentReading, readonly NameUse[]>;

/** The cross-file diagnostics by the file's URI; a file without any is absent. */
export function checkProject(project: {
  readonly schema: ProjectSchema;
  readonly readings: readonly SegmentReading[];
}): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  const add: Report = ({ uri }, diagnostic) => {
    const list = found.get(uri) ?? [];
    list.push(diagnostic);
    found.set(uri, list);
  };
  const { readings } = project;
  const uses: Uses = new Map(readings.map((reading) => [reading, segmentUses(reading.segment?.where ?? [])]));
  const duplicated = checkIds(readings, add);
  const inCircles = checkCycles(uses, add);
  checkReferences(uses, duplicated, inCircles, add);
  checkEqual(readings, add);
  return found;
}

function firstLine({ tree }: SegmentReading): Range {
  return { start: 0, end: tree.text.search(/\r?\n|$/) };
}

function checkIds(readings: readonly SegmentReading[], add: Report): ReadonlySet<string> {
  const byId = grouped(readings, ({ id }) => id);
  const duplicated = new Set<string>();
  for (const [id, files] of byId) {
    if (files.length < 2) continue;
    duplicated.add(id);
    for (const reading of files) {
      const related = files
        .filter((each) => each !== reading)
        .map((each): RelatedLocation => ({ uri: each.uri, range: firstLine(each), message: 'The other file' }));
      add(reading, report(duplicateSegmentId, firstLine(reading), { id }, { related }));
    }
  }
  return duplicated;
}

/** Reports every reference that is part of a circle, in the file where it stands. Gives the ids in circles. */
function checkCycles(uses: Uses, add: Report): ReadonlySet<string> {
  const edges = new Map<string, Set<string>>();
  for (const [{ id }, names] of uses) {
    const targets = edges.get(id) ?? new Set();
    for (const { name } of names) targets.add(name);
    edges.set(id, targets);
  }
  const circleOf = circles(edges);
  const inCircle = ({ id }: SegmentReading, name: string) =>
    circleOf.has(id) && circleOf.get(id) === circleOf.get(name);
  const places = [...uses].flatMap(([reading, names]) =>
    names.filter(({ name }) => inCircle(reading, name)).map(({ name, range }) => ({ reading, name, range })),
  );
  for (const { reading, name, range } of places) {
    const cycle = circleThrough(reading.id, name, edges);
    const related = places
      .filter((other) => other.reading !== reading && cycle.includes(other.reading.id) && cycle.includes(other.name))
      .map(
        (other): RelatedLocation => ({
          uri: other.reading.uri,
          range: other.range,
          message: `“${other.reading.id}” refers to “${other.name}”`,
        }),
      );
    add(reading, report(referenceCycle, range, { cycle }, { related }));
  }
  return new Set(circleOf.keys());
}

/** A segment cannot be computed when one that it refers to cannot, through all references. */
function checkReferences(
  uses: Uses,
  duplicated: ReadonlySet<string>,
  inCircles: ReadonlySet<string>,
  add: Report,
): void {
  const broken = new Set([...duplicated, ...inCircles]);
  for (const { id, hasErrors } of uses.keys()) if (hasErrors) broken.add(id);
  const users = new Map<string, Set<string>>();
  for (const [{ id }, names] of uses) {
    for (const { name } of names) users.set(name, (users.get(name) ?? new Set()).add(id));
  }
  const waiting = [...broken];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const user of users.get(id) ?? []) {
      if (broken.has(user)) continue;
      broken.add(user);
      waiting.push(user);
    }
  }
  for (const [reading, names] of uses) {
    for (const { name, range } of names) {
      // A reference within a circle has been said as such.
      if (broken.has(name) && !(inCircles.has(name) && inCircles.has(reading.id))) {
        const target = [...uses.keys()].find(({ id }) => id === name);
        const related =
          target === undefined
            ? []
            : [{ uri: target.uri, range: firstLine(target), message: 'The segment with errors' }];
        add(reading, report(brokenReference, range, { id: name }, { related }));
      }
    }
  }
}

/** Files whose rules say the same. A sample by the segment's own id differs from file to file. */
function checkEqual(readings: readonly SegmentReading[], add: Report): void {
  const comparable = readings.flatMap((reading) => {
    const { segment } = reading;
    const key = segmentMeaning(reading);
    return segment === undefined || key === undefined ? [] : [{ reading, segment, key }];
  });
  for (const equal of grouped(comparable, ({ key }) => key).values()) {
    for (const { reading, segment } of equal) {
      const others = equal.filter((each) => each.reading.id !== reading.id);
      const [other] = others;
      if (other === undefined) continue;
      const related = others.map(
        (each): RelatedLocation => ({
          uri: each.reading.uri,
          range: each.segment.nameRange,
          message: 'The segment with the same rules',
        }),
      );
      add(reading, report(equalSegments, segment.nameRange, { id: other.reading.id }, { related }));
    }
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
