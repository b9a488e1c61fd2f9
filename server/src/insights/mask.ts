import type { ProjectSchema, Property } from '../language/schema/model.ts';
import type { Row, Value } from '../store/ports.ts';

/** What is shown in place of a personal value: nothing of it, not even its length. */
export const MASK = '•••••';

/** Hides a value of a property marked `pii`; a missing one may be seen to be missing. */
export const maskValue = (value: Value, property: Property | undefined): Value =>
  property?.pii === true && value !== null ? MASK : value;

/** Hides what is personal in the properties of one user, or of one event. */
export function maskProperties(
  properties: Readonly<Record<string, Value>>,
  declared: ReadonlyMap<string, Property> | undefined,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, maskValue(value, declared?.get(name))]),
  );
}

export const maskRow = (row: Row, schema: ProjectSchema): Row => ({
  ...row,
  properties: maskProperties(row.properties, schema.users),
});
