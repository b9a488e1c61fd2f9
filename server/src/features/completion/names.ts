import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import type { ProjectSnapshot } from '../../project/index.ts';
import { propertyDetail, propertyDoc } from '../describe-names.ts';
import { propertiesOf } from '../place/properties.ts';
import type { Owner } from '../place/shape.ts';
import { type Candidate, scalar } from './candidate.ts';

const EVENT = { of: 'event' } as const;
const SEGMENT = { of: 'segment' } as const;
const CHANNEL = { of: 'channel' } as const;

const eventsOf = new WeakMap<ProjectSchema, readonly Candidate[]>();

/** The schema's events, those in use first. The same list for the same schema. */
export function eventCandidates(schema: ProjectSchema): readonly Candidate[] {
  const known = eventsOf.get(schema);
  if (known) return known;
  const candidates = allEvents(schema);
  eventsOf.set(schema, candidates);
  return candidates;
}

function allEvents(schema: ProjectSchema): readonly Candidate[] {
  const events = [...schema.events.values()];
  return [...events.filter((e) => !e.deprecated), ...events.filter((e) => e.deprecated)].map((event) =>
    scalar(event.name, 'event', {
      aliases: event.aliases,
      about: EVENT,
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
): readonly Candidate[] {
  const fits = (property: Property) =>
    types === undefined || (types === 'number' ? property.type === 'number' : !property.type.startsWith('list'));
  const properties = propertiesOf(schema, owner).filter(fits);
  const about = { of: 'property', owner } as const;
  return [...properties.filter((p) => !p.deprecated), ...properties.filter((p) => p.deprecated)].map((property) =>
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
export function segmentCandidates(snapshot: ProjectSnapshot, from: string): readonly Candidate[] {
  return snapshot.uris
    .filter((uri) => uri !== from)
    .flatMap((uri) => {
      const reading = snapshot.reading(uri);
      if (!reading) return [];
      const { segment } = reading;
      return [
        scalar(reading.id, 'segment', {
          ...(segment ? { detail: segment.name, aliases: [segment.name] } : {}),
          ...(segment?.description ? { doc: segment.description, about: SEGMENT } : {}),
        }),
      ];
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
      const segment = snapshot.reading(uri)?.segment;
      if (!segment) return [];
      return key === 'tags' ? segment.tags : segment.owner === undefined ? [] : [segment.owner];
    });
  return [...new Set(texts)].sort().map((text) => scalar(text, 'text'));
}
