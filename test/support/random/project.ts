/** A random project: schema, data, lists, and some segments that others refer to. */
import { stringify } from 'yaml';
import type { Doc, EventRow, UserRow } from '../evaluator/input.ts';
import { type Instants, randomInstants } from './instants.ts';
import { EVENT_NAMES, PROPERTY_NAMES, USER_IDS } from './pools.ts';
import { declarationOf, type RandomProperty, randomProperty, randomValue } from './properties.ts';
import type { Rng } from './rng.ts';
import { randomChannels, randomReferences } from './segments.ts';
import { writeEvents, writeList, writeUsers } from './sources.ts';

export interface RandomEvent {
  readonly name: string;
  readonly properties: readonly RandomProperty[];
}

/** What segments are drawn from. */
export interface Vocabulary {
  readonly instants: Instants;
  readonly users: readonly RandomProperty[];
  readonly events: readonly RandomEvent[];
  /** Events that the data has and the schema does not name; only usable under `unknown: warning`. */
  readonly undeclared: readonly string[];
  readonly lists: readonly string[];
  readonly channels: readonly string[];
  readonly segments: readonly string[];
}

export interface RandomProject {
  readonly vocabulary: Vocabulary;
  readonly schema: Doc;
  readonly users: readonly UserRow[];
  /** In the order of the data. */
  readonly events: readonly EventRow[];
  readonly segments: ReadonlyMap<string, Doc>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly asOf: number;
  /** Path -> what to write there; the schema, the segments and the data. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

const TYPES = ['string', 'number', 'version', 'boolean', 'datetime', 'date', 'list<string>', 'list<number>', 'geo'];

export function randomProject(seed: number, rng: Rng): RandomProject {
  const instants = randomInstants(rng, seed);
  const names = rng.some(PROPERTY_NAMES, PROPERTY_NAMES.length, PROPERTY_NAMES.length);
  const nextName = () => names.pop()!;
  const userProperties = [...TYPES, ...rng.some(TYPES, 3, 5)].map((type) =>
    randomProperty(nextName(), type, rng, instants),
  );
  // Events share their properties, so that several events in one `did` have some in common.
  const shared = [...TYPES, 'string', 'number'].map((type) => randomProperty(nextName(), type, rng, instants));
  const eventNames = rng.some(EVENT_NAMES, 4, 6);
  const undeclared = [eventNames.pop()!];
  const events = eventNames.map((name) => ({ name, properties: rng.some(shared, 7, shared.length) }));

  const ids = [...rng.some(USER_IDS, 6, 10), ...Array.from({ length: rng.int(20, 30) }, (_, index) => `u${index}`)];
  const strangers = rng.some(ids, 2, 4);
  const users = rng
    .some(ids, ids.length, ids.length)
    .filter((id) => !strangers.includes(id))
    .map((id) => randomUser(id, userProperties, rng));
  // The last row of a user wins.
  if (users.length > 0 && rng.chance(0.5)) users.push(randomUser(users[0]!.id, userProperties, rng));

  const rows = randomEvents(rng, ids, events, undeclared, instants);
  const userSource = writeUsers(users, userProperties, rng);
  const eventSources = writeEvents(rows, events, rng);
  const lists = new Map([1, 2].map((number) => [`lists/${number}.csv`, ['id', ...rng.some(ids, 3, 12), 'nobody']]));

  const latest = rng.chance(0.15);
  const vocabulary: Vocabulary = {
    instants,
    users: userProperties,
    events,
    undeclared: rng.chance(0.4) ? undeclared : [],
    lists: [...lists.keys()],
    channels: ['push', 'e-mail', 'sms'].slice(0, rng.int(2, 3)),
    segments: [],
  };
  const schema: Doc = {
    version: 1,
    project: 'random',
    timezone: instants.zone,
    as_of: latest ? 'latest_event' : new Date(instants.asOf).toISOString(),
    users: { properties: properties(userProperties) },
    events: Object.fromEntries(events.map((event) => [event.name, { properties: properties(event.properties) }])),
    unknown: vocabulary.undeclared.length > 0 ? 'warning' : 'error',
    channels: randomChannels(vocabulary, rng),
    data: { users: userSource.declared, events: eventSources.declared, on_bad_row: 'fail' },
  };
  const segments = randomReferences(vocabulary, rng);
  return {
    vocabulary: { ...vocabulary, segments: [...segments.keys()] },
    schema,
    users: userSource.rows,
    events: eventSources.rows,
    segments,
    lists,
    asOf: instants.asOf,
    files: new Map<string, string | Uint8Array>([
      ['segments.schema.yaml', stringify(schema)],
      ...[...segments].map(([id, doc]) => [`${id}.segment.yaml`, stringify(doc)] as const),
      ...[...lists].map(([path, rowsOfList]) => [path, writeList(rowsOfList)] as const),
      ...userSource.files,
      ...eventSources.files,
    ]),
  };
}

function properties(list: readonly RandomProperty[]): Doc {
  return Object.fromEntries(list.map((property) => [property.name, declarationOf(property)]));
}

function randomUser(id: string, list: readonly RandomProperty[], rng: Rng): UserRow {
  return { id, properties: randomRow(list, rng) };
}

function randomRow(list: readonly RandomProperty[], rng: Rng): Doc {
  return Object.fromEntries(list.map((property) => [property.name, randomValue(property, rng)]));
}

/** Some users have many events, some none; many events fall on one instant. */
function randomEvents(
  rng: Rng,
  ids: readonly string[],
  events: readonly RandomEvent[],
  undeclared: readonly string[],
  instants: Instants,
): EventRow[] {
  const rows: EventRow[] = [];
  for (const user of ids) {
    const times: string[] = [];
    for (let count = rng.pick([0, 2, 8, 14, 20, 26, 32]); count > 0; count--) {
      const event = rng.pick(events);
      const time = times.length > 0 && rng.chance(0.2) ? rng.pick(times) : instants.past(rng);
      times.push(time);
      if (rng.chance(0.06)) rows.push({ user, name: rng.pick(undeclared), time, properties: {} });
      else rows.push({ user, name: event.name, time, properties: randomRow(event.properties, rng) });
    }
  }
  return rng.some(rows, rows.length, rows.length);
}
