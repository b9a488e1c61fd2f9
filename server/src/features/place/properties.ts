import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import type { Owner } from './shape.ts';

/**
 * The properties that a rule can name: of users, or those that all of the events have with one type. While no event is
 * named yet, those of any event.
 */
export function propertiesOf(schema: ProjectSchema, owner: Owner): readonly Property[] {
  if (owner.of === 'users') return [...schema.users.values()];
  const known = owner.events.flatMap((name) => schema.events.get(name) ?? []);
  const [first, ...others] = known;
  if (!first) return uniqueByName([...schema.events.values()].flatMap((event) => [...event.properties.values()]));
  return [...first.properties.values()].filter((property) =>
    others.every((event) => event.properties.get(property.name)?.type === property.type),
  );
}

const uniqueByName = (properties: readonly Property[]): readonly Property[] => [
  ...new Map(properties.map((property) => [property.name, property])).values(),
];

/** One property of an owner. */
export const propertyOf = (schema: ProjectSchema, owner: Owner, name: string): Property | undefined =>
  owner.of === 'users' ? schema.users.get(name) : propertiesOf(schema, owner).find((p) => p.name === name);
