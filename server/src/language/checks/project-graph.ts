/**
 * How the segments of a project hang together: by id, by what they mean, by who refers to whom.
 * Invariant: after `replace` it is as if made anew of the segments then.
 */
import type { Range } from '../diagnostic.ts';
import type { CheckedSegment } from './check-project.ts';
import { circles } from './reference-graph.ts';

export interface ProjectGraph {
  readonly segments: readonly CheckedSegment[];
  /** By id, the ids that it refers to. Ids that refer to none are absent. */
  readonly edges: ReadonlyMap<string, ReadonlySet<string>>;
  withId(id: string): readonly CheckedSegment[];
  withMeaning(meaning: string | undefined): readonly CheckedSegment[];
  inCircle(id: string, name: string): boolean;
  isCircular(id: string): boolean;
  /** Whether it has errors, or refers, through others or not, to one that has. */
  isBroken(id: string): boolean;
  /**
   * Takes other segments in place of those that changed, the rest being the same. Gives the places of all of which
   * something else may be to be said; undefined when references changed, and the graph is to be made anew.
   */
  replace(segments: readonly CheckedSegment[], changed: readonly number[]): ReadonlySet<number> | undefined;
}

export function createProjectGraph(given: readonly CheckedSegment[]): ProjectGraph {
  let segments = given;
  const byId = new Map<string, number[]>();
  const byMeaning = new Map<string, Set<number>>();
  const users = new Map<string, number[]>();
  const edges = new Map<string, Set<string>>();
  const flawed = new Set<number>();
  for (const [at, { id, meaning, references, hasErrors }] of segments.entries()) {
    append(byId, id, at);
    if (meaning !== undefined) mean(byMeaning, meaning).add(at);
    if (hasErrors) flawed.add(at);
    for (const { name } of references) {
      append(users, name, at);
      const targets = edges.get(id);
      if (targets) targets.add(name);
      else edges.set(id, new Set([name]));
    }
  }
  const circleOf = circles(edges);
  const duplicated = [...byId].filter(([, files]) => files.length > 1).map(([id]) => id);
  const at = (places: Iterable<number> | undefined) => [...(places ?? [])].map((place) => segments[place]!);

  const findBroken = (): Set<string> => {
    const broken = new Set([...duplicated, ...circleOf.keys()]);
    for (const place of flawed) broken.add(segments[place]!.id);
    for (const id of broken) for (const user of at(users.get(id))) broken.add(user.id);
    return broken;
  };
  let broken = findBroken();

  const affectedBy = (place: number, before: CheckedSegment, now: CheckedSegment): readonly number[] => {
    const { id } = now;
    const affected = [place];
    const peers = (meaning: string | undefined) => (meaning === undefined ? [] : (byMeaning.get(meaning) ?? []));
    if (before.meaning !== now.meaning) {
      affected.push(...peers(before.meaning), ...peers(now.meaning));
      if (before.meaning !== undefined) byMeaning.get(before.meaning)?.delete(place);
      if (now.meaning !== undefined) mean(byMeaning, now.meaning).add(place);
    } else if (!sameRange(before.nameRange, now.nameRange)) affected.push(...peers(now.meaning));
    if (!sameRange(before.firstLine, now.firstLine)) affected.push(...(byId.get(id) ?? []), ...(users.get(id) ?? []));
    if (now.hasErrors) flawed.add(place);
    else flawed.delete(place);
    const circle = circleOf.get(id);
    if (circle !== undefined) {
      for (const [other, number] of circleOf) if (number === circle) affected.push(...(byId.get(other) ?? []));
    }
    return affected;
  };

  return {
    get segments() {
      return segments;
    },
    edges,
    withId: (id) => at(byId.get(id)),
    withMeaning: (meaning) => (meaning === undefined ? [] : at([...(byMeaning.get(meaning) ?? [])].sort(ascending))),
    inCircle: (id, name) => circleOf.has(id) && circleOf.get(id) === circleOf.get(name),
    isCircular: (id) => circleOf.has(id),
    isBroken: (id) => broken.has(id),
    replace: (next, changed) => {
      const pairs = changed.map((place) => ({ place, before: segments[place]!, now: next[place]! }));
      if (pairs.some(({ before, now }) => !sameReferences(before, now))) return undefined;
      segments = next;
      const affected = new Set(pairs.flatMap(({ place, before, now }) => affectedBy(place, before, now)));
      if (pairs.some(({ before, now }) => before.hasErrors !== now.hasErrors)) {
        const now = findBroken();
        for (const id of symmetric(broken, now)) for (const user of users.get(id) ?? []) affected.add(user);
        broken = now;
      }
      return affected;
    },
  };
}

const ascending = (a: number, b: number): number => a - b;

const sameRange = (a: Range, b: Range): boolean => a.start === b.start && a.end === b.end;

const sameReferences = (a: CheckedSegment, b: CheckedSegment): boolean =>
  a.references.length === b.references.length && a.references.every(({ name }, i) => name === b.references[i]!.name);

/** What is in one of two sets only. */
const symmetric = (a: ReadonlySet<string>, b: ReadonlySet<string>): readonly string[] => [
  ...[...a].filter((each) => !b.has(each)),
  ...[...b].filter((each) => !a.has(each)),
];

function append(groups: Map<string, number[]>, key: string, place: number): void {
  const group = groups.get(key);
  if (group) group.push(place);
  else groups.set(key, [place]);
}

function mean(groups: Map<string, Set<number>>, meaning: string): Set<number> {
  let group = groups.get(meaning);
  if (!group) {
    group = new Set();
    groups.set(meaning, group);
  }
  return group;
}
