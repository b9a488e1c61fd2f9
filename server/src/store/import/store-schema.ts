import type { ProjectSchema, Property, PropertyType } from '../../language/schema/model.ts';

/**
 * The parts of a project schema that decide what the store's file holds: plain JSON, and nothing else. Two schemas that
 * differ elsewhere (descriptions, aliases, channels) have one store.
 */
export interface StoreSchema {
  readonly timezone: string;
  readonly users: readonly StoreProperty[];
  readonly events: readonly { readonly name: string; readonly properties: readonly StoreProperty[] }[];
  readonly onBadRow: 'fail' | 'skip';
  readonly userSources: readonly StoreUserSource[];
  readonly eventSources: readonly StoreEventSource[];
}

export interface StoreProperty {
  readonly name: string;
  readonly type: PropertyType;
  /** Its values never stand in a report. */
  readonly pii: boolean;
}

/** `columns` holds [property, column] where the two differ. */
export interface StoreUserSource {
  readonly path: string;
  readonly id: string;
  readonly columns: readonly (readonly [string, string])[];
}

export interface StoreEventSource {
  readonly path: string;
  readonly user: string;
  readonly time: string;
  readonly name?: string;
  readonly event?: string;
  readonly columns: readonly (readonly [string, string])[];
}

export function storeSchemaOf(schema: ProjectSchema): StoreSchema {
  return {
    timezone: schema.timezone,
    users: propertiesOf(schema.users),
    events: [...schema.events.values()]
      .map(({ name, properties }) => ({ name, properties: propertiesOf(properties) }))
      .sort(byName),
    onBadRow: schema.data.onBadRow,
    userSources: schema.data.users.map(({ path, id, columns }) => ({ path, id, columns: [...columns].sort() })),
    eventSources: schema.data.events.map(({ path, user, time, name, event, columns }) => ({
      path,
      user,
      time,
      ...(name === undefined ? {} : { name }),
      ...(event === undefined ? {} : { event }),
      columns: [...columns].sort(),
    })),
  };
}

/** By name, so that moving a property within the schema changes nothing. */
const propertiesOf = (properties: ReadonlyMap<string, Property>): StoreProperty[] =>
  [...properties.values()].map(({ name, type, pii }) => ({ name, type, pii: pii === true })).sort(byName);

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
