import type { ValueCount } from '../../insights/index.ts';
import type { Property } from '../../language/schema/model.ts';
import type { Scalar } from '../../language/syntax/tree.ts';
import { counted } from '../count-words.ts';
import type { ProjectData } from '../data.ts';
import type { Owner } from '../place/shape.ts';
import { type Candidate, scalar } from './candidate.ts';

/** A value that occurs, with how often. */
interface Seen {
  readonly value: Scalar;
  readonly users: number;
  readonly words: string;
}

/** So many values of an open set are offered. */
const MOST = 200;

/**
 * A property's values: its closed set, else those that occur and its examples; with the data those that occur most come
 * first, unless the set has an order. Of personal and sensitive properties only what the schema itself closes.
 */
export function valueCandidatesOf(
  property: Property,
  owner: Owner,
  data: ProjectData | undefined,
): readonly Candidate[] {
  const own = property.pii || property.sensitive;
  const seen = own ? new Map<string, Seen>() : seenValues(property, owner, data);
  if (property.type === 'boolean') return [true, false].map((value) => candidate(value, property, seen));
  if (property.values) {
    const candidates = property.values.map((value) => candidate(value, property, seen));
    return property.ordered ? candidates : sorted(candidates, seen);
  }
  if (own) return [];
  const values = new Map([...seen.values()].map(({ value }) => [String(value), value]));
  for (const value of property.examples) if (!values.has(String(value))) values.set(String(value), value);
  return sorted(
    [...values.values()].map((value) => candidate(value, property, seen)),
    seen,
  ).slice(0, MOST);
}

/** How numbers lie: where a threshold cuts off a quarter, a half, three quarters. */
export function spreadCandidates(
  property: Property,
  owner: Owner,
  data: ProjectData | undefined,
): readonly Candidate[] {
  if (property.pii || property.sensitive || !data) return [];
  const [profile] = propertiesOf(property, owner).map((each) => data.property(each));
  if (!profile?.spread || profile.distinct <= FEW) return [];
  const { min, lowerQuartile, median, upperQuartile, max } = profile.spread;
  const what = property.event === undefined ? 'users' : 'events';
  const marks: readonly (readonly [string | number, string])[] = [
    [median, `half of ${what} are below`],
    [upperQuartile, `a quarter of ${what} are above`],
    [lowerQuartile, `a quarter of ${what} are below`],
    [max, 'the greatest'],
    [min, 'the least'],
  ];
  const texts = new Set<string>();
  return marks.flatMap(([value, count]) => {
    const day = dayOf(value);
    if (texts.has(String(day))) return [];
    texts.add(String(day));
    return [scalar(day, typeof value === 'number' ? 'value' : 'time', { count })];
  });
}

/** With fewer different numbers than this the numbers themselves are offered. */
const FEW = 12;

/** Instants are offered as their days. */
const dayOf = (value: string | number): string | number => (typeof value === 'string' ? value.slice(0, 10) : value);

function candidate(value: Scalar, property: Property, seen: ReadonlyMap<string, Seen>): Candidate {
  const label = property.labels.get(String(value));
  const own = property.values || property.type === 'boolean' ? property.unit : 'example';
  const found = seen.get(String(value));
  const detail = label ?? (found ? undefined : own);
  return scalar(value, 'value', {
    ...(detail === undefined ? {} : { detail }),
    ...(found ? { count: found.words } : {}),
    ...(label ? { aliases: [label] } : {}),
  });
}

const sorted = (candidates: readonly Candidate[], seen: ReadonlyMap<string, Seen>): readonly Candidate[] =>
  candidates.toSorted((one, other) => (seen.get(other.label)?.users ?? 0) - (seen.get(one.label)?.users ?? 0));

/** The same property of each of the events that a rule names. */
const propertiesOf = (property: Property, owner: Owner): readonly Property[] =>
  owner.of === 'users' || owner.events.length === 0
    ? [property]
    : owner.events.map((event) => ({ ...property, event }));

/** Values by their text. Of several events they add up, and then only events can be counted. */
function seenValues(property: Property, owner: Owner, data: ProjectData | undefined): ReadonlyMap<string, Seen> {
  const profiles = propertiesOf(property, owner).flatMap((each) => data?.property(each) ?? []);
  const found = new Map<string, { value: Scalar; users: number; rows: number }>();
  for (const { value, users, count } of profiles.flatMap(({ values }): readonly ValueCount[] => values)) {
    const before = found.get(String(value)) ?? { value, users: 0, rows: 0 };
    found.set(String(value), { value, users: before.users + users, rows: before.rows + count });
  }
  const several = profiles.length > 1;
  return new Map(
    [...found].map(([text, { value, users, rows }]) => [
      text,
      { value, users: several ? rows : users, words: several ? counted(rows, 'event') : counted(users, 'user') },
    ]),
  );
}
