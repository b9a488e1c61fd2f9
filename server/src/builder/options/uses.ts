import type { SegmentReading } from '../../language/index.ts';
import { type ProjectSnapshot, usesOf } from '../../project/index.ts';

const namesIn = new WeakMap<SegmentReading, ReadonlySet<string>>();
const counted = new WeakMap<ProjectSnapshot, ReadonlyMap<string, number>>();

/** How many segments of a project name an event, a property, another segment, a channel or a list. */
export function usesIn(snapshot: ProjectSnapshot): (kind: string, name: string) => number {
  let counts = counted.get(snapshot);
  if (counts === undefined) {
    counts = countUses(snapshot);
    counted.set(snapshot, counts);
  }
  const known = counts;
  return (kind, name) => known.get(keyOf(kind, name)) ?? 0;
}

function countUses({ readings }: ProjectSnapshot): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const reading of readings.values()) {
    let names = namesIn.get(reading);
    if (names === undefined) {
      names = new Set(usesOf(reading.segment?.where ?? []).map(({ kind, name }) => keyOf(kind, name)));
      namesIn.set(reading, names);
    }
    for (const key of names) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const keyOf = (kind: string, name: string): string => `${kind === 'file' ? 'list' : kind}\n${name}`;
