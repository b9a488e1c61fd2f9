import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import { type ProjectSnapshot, segmentIdOf, type Usage } from '../../project/index.ts';
import { counted } from '../count-words.ts';
import { propertyDetail, propertyDoc } from '../describe-names.ts';
import { propertiesOf } from '../place/properties.ts';
import type { Owner } from '../place/shape.ts';
import { type Candidate, scalar } from './candidate.ts';
import { byMost, eventUse, propertyUse, type Ranking, segmentUse, UNRANKED } from './ranking.ts';

const EVENT = { of: 'event' } as const;
const SEGMENT = { of: 'segment' } as const;
const CHANNEL = { of: 'channel' } as const;

interface Known {
  readonly usage: Usage;
  readonly version: string | undefined;
  readonly candidates: readonly Candidate[];
}

const eventsOf = new WeakMap<ProjectSchema, Known>();

/** The schema's events: those in use first, then those of which there are most. The same list while nothing changes. */
export function eventCandidates(schema: ProjectSchema, ranking: Ranking = UNRANKED): readonly Candidate[] {
  const known = eventsOf.get(schema);
  const version = ranking.data?.version;
  if (known && known.usage === ranking.usage && known.version === version) return known.candidates;
  const candidates = allEvents(schema, ranking);
  eventsOf.set(schema, { usage: ranking.usage, version, candidates });
  return candidates;
}

function allEvents(schema: ProjectSchema, ranking: Ranking = UNRANKED): readonly Candidate[] {
  const { data } = ranking;
  const events = byMost(
    [...schema.events.values()],
    (event) => (event.deprecated ? 0 : 1),
    ({ name }) => eventUse(ranking, name),
    ({ name }) => data?.rows(name) ?? 0,
  );
  return events.map((event) =>
    scalar(event.name, 'event', {
      aliases: event.aliases,
      about: EVENT,
      ...(data ? { count: counted(data.rows(event.name), 'event') } : {}),
      ...(event.description ? { detail: event.description } : {}),
      ...(event.deprecated ? { deprecated: true, doc: adviceOf(event.deprecated) } : aliasDoc(event.aliases)),
    }),
  );
}

const adviceOf = (deprecated: string | true) => (deprecated === true ? 'Deprecated.' : `Deprecated: ${deprecated}`);

const aliasDoc = (aliases: readonly string[]) =>
  aliases.length > 0 ? { doc: `Also called: ${aliases.join(', ')}` } : {};

export function propertyCandidates(
  schema: ProjectSchema,
  owner: Owner,
  types: 'number' | 'scalar' | undefined,
  ranking: Ranking = UNRANKED,
): readonly Candidate[] {
  const fits = (property: Property) =>
    types === undefined || (types === 'number' ? property.type === 'number' : !property.type.startsWith('list'));
  const properties = byMost(
    propertiesOf(schema, owner).filter(fits),
    (property) => (property.deprecated ? 0 : 1),
    (property) => propertyUse(ranking, property),
  );
  const about = { of: 'property', owner } as const;
  return properties.map((property) =>
    scalar(property.name, 'property', {
      aliases: property.aliases,
      detail: propertyDetail(property),
      doc: propertyDoc(property),
      about,
      ...(property.deprecated ? { deprecated: true } : {}),
    }),
  );
}

/** The project's segments but the one that refers. */
export function segmentCandidates(
  snapshot: ProjectSnapshot,
  from: string,
  ranking: Ranking = UNRANKED,
): readonly Candidate[] {
  const others = snapshot.uris.filter((uri) => uri !== from);
  return byMost(
    others.map((uri) => ({ uri, id: segmentIdOf(uri) })),
    ({ id }) => segmentUse(ranking, id),
  ).map(({ uri, id }) => {
    const segment = snapshot.known(uri);
    return scalar(id, 'segment', {
      ...(segment ? { detail: segment.name, aliases: [segment.name] } : {}),
      ...(segment?.description ? { doc: segment.description, about: SEGMENT } : {}),
    });
  });
}

export const channelCandidates = (schema: ProjectSchema): readonly Candidate[] =>
  [...schema.channels.values()].map((channel) =>
    scalar(channel.id, 'channel', {
      detail: channel.label,
      aliases: channel.aliases,
      ...(channel.description ? { doc: channel.description, about: CHANNEL } : {}),
    }),
  );

/** CSV files of the project that are not its data. */
export function listCandidates({ csvFiles, schema }: ProjectSnapshot): readonly Candidate[] {
  const data = new Set([...schema.data.users, ...schema.data.events].map((source) => source.path));
  return csvFiles.filter((path) => !data.has(path)).map((path) => scalar(path, 'file'));
}

/** Words that other segments have in the same key. */
export function usedElsewhere(snapshot: ProjectSnapshot, from: string, key: 'tags' | 'owner'): readonly Candidate[] {
  const texts = snapshot.uris
    .filter((uri) => uri !== from)
    .flatMap((uri) => {
      const segment = snapshot.known(uri);
      if (!segment) return [];
      return key === 'tags' ? segment.tags : segment.owner === undefined ? [] : [segment.owner];
    });
  return [...new Set(texts)].sort().map((text) => scalar(text, 'text'));
}
