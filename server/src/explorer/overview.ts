/**
 * What a project holds, as lists and trees show it: its segments, and what its schema declares with the number of
 * segments that speak of it. Pure over a snapshot; what is said of a file is kept as long as its reading is.
 * Invariant: knows nothing of the data: volumes and sizes are asked for separately.
 */
import { describeSegment, lineIndex } from '../language/index.ts';
import type { Channel, EventType, GlossaryEntry, ProjectSchema, Property } from '../language/schema/model.ts';
import { nameKey, namesIn, type ProjectSnapshot, type SegmentSummary, segmentIdOf } from '../project/index.ts';
import type { DescribeResult, ProjectOverview, SchemaEntry, SegmentEntry } from '../protocol/index.ts';

/** A project without what stands in it. */
export function projectOf(snapshot: ProjectSnapshot): Omit<ProjectOverview, 'segments' | 'schema'> {
  const { schema, rootUri, schemaUri } = snapshot;
  const { asOf, data } = schema;
  return {
    rootUri,
    schemaUri,
    name: schema.project || (rootUri.split('/').at(-1) ?? rootUri),
    timezone: schema.timezone,
    asOf: asOf.kind === 'instant' ? asOf.text : asOf.kind,
    hasData: data.users.length + data.events.length > 0,
  };
}

/**
 * Everything that the views show of a project before anything is counted. Nobody waits for thousands of files to be read:
 * until they are, they stand under their ids.
 */
export function overviewOf(snapshot: ProjectSnapshot): ProjectOverview {
  return {
    ...projectOf(snapshot),
    segments: snapshot.uris.map((uri) => {
      const summary = snapshot.known(uri);
      return summary ? partsOf(summary).entry : unreadEntry(uri);
    }),
    schema: schemaEntries(snapshot),
  };
}

function unreadEntry(uri: string): SegmentEntry {
  const id = segmentIdOf(uri);
  return { uri, id, name: id, tags: [], live: false, uses: [] };
}

/** A segment in words; null when there is no such file. */
export function describeEntry(snapshot: ProjectSnapshot, uri: string): DescribeResult {
  const segment = snapshot.reading(uri)?.segment;
  if (!segment) return null;
  const { description } = segment;
  return {
    explanation: describeSegment(segment, snapshot.schema),
    ...(description === undefined ? {} : { description }),
  };
}

/** Whether the overview of a project reads otherwise than it did. */
export function overviewDiffers(before: ProjectSnapshot | undefined, after: ProjectSnapshot): boolean {
  if (!before || before.schema !== after.schema || before.uris.length !== after.uris.length) return true;
  return after.uris.some((uri) => {
    if (before.file(uri) === after.file(uri)) return false;
    const [old, now] = [before.summary(uri), after.summary(uri)];
    if (old === now) return false;
    return !old || !now || partsOf(old).text !== partsOf(now).text;
  });
}

interface Parts {
  readonly entry: SegmentEntry;
  /** Keys of what its rules speak of, each once. */
  readonly spoken: ReadonlySet<string>;
  /** Equal for two readings of which the overview says the same. */
  readonly text: string;
}

const known = new WeakMap<SegmentSummary, Parts>();

function partsOf(summary: SegmentSummary): Parts {
  let parts = known.get(summary);
  if (!parts) {
    const { uri, id, name, tags, owner, live, references } = summary;
    const entry: SegmentEntry = {
      uri,
      id,
      name: name || id,
      tags,
      ...(owner === undefined ? {} : { owner }),
      live,
      uses: [...new Set(references.map((reference) => reference.name))],
    };
    const spoken = namesIn(summary);
    parts = { entry, spoken, text: JSON.stringify([entry, [...spoken]]) };
    known.set(summary, parts);
  }
  return parts;
}

function schemaEntries({ schema, schemaReading, uris, known: summaryOf }: ProjectSnapshot): readonly SchemaEntry[] {
  const counts = new Map<string, number>();
  for (const summary of uris.flatMap((uri) => summaryOf(uri) ?? [])) {
    for (const key of partsOf(summary).spoken) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const placeOf = lineIndex(schemaReading.tree.text);
  const made = (
    kind: SchemaEntry['kind'],
    name: string,
    of: Pick<EventType, 'range' | 'aliases'> & Partial<EventType & Property & Channel & GlossaryEntry>,
  ): SchemaEntry => {
    const { line, column } = placeOf(of.range.start);
    return {
      kind,
      name,
      aliases: of.aliases,
      pii: of.pii === true,
      sensitive: of.sensitive === true,
      usedBy: counts.get(nameKey(kind, name, kind === 'property' ? of.event : undefined)) ?? 0,
      line,
      character: column,
      ...(of.event === undefined ? {} : { event: of.event }),
      ...(of.type === undefined ? {} : { type: of.type }),
      ...(of.label === undefined ? {} : { label: of.label }),
      ...(of.description === undefined ? {} : { description: of.description }),
      ...(of.deprecated === undefined ? {} : { deprecated: of.deprecated === true ? '' : of.deprecated }),
      ...(of.unit === undefined ? {} : { unit: of.unit }),
      ...(of.values === undefined ? {} : { values: of.values.map(String) }),
    };
  };
  const each = <T>(map: ReadonlyMap<string, T>) => [...map.entries()];
  return [
    ...each(schema.events).flatMap(([name, event]) => [
      made('event', name, event),
      ...each(event.properties).map(([property, of]) => made('property', property, { ...of, event: name })),
    ]),
    ...each(schema.users).map(([name, property]) => made('property', name, property)),
    ...channelsAndTerms(schema, made),
  ];
}

function channelsAndTerms(
  { channels, glossary }: ProjectSchema,
  made: (kind: SchemaEntry['kind'], name: string, of: Channel | GlossaryEntry) => SchemaEntry,
): readonly SchemaEntry[] {
  return [
    ...[...channels].map(([id, channel]) => made('channel', id, channel)),
    ...[...glossary].map(([term, entry]) => made('term', term, entry)),
  ];
}
