import type { ProjectSchema, Property } from '../../language/schema/model.ts';
import type { PropertyChoice } from '../../protocol/index.ts';

/** Properties of users as they can be chosen. */
export function propertyChoices(
  schema: ProjectSchema,
  unavailable: (property: Property) => string | undefined = () => undefined,
): readonly PropertyChoice[] {
  return [...schema.users.values()].map((property) => {
    const why = unavailable(property);
    return {
      name: property.name,
      type: property.type,
      personal: property.pii,
      ...(property.description === undefined ? {} : { description: property.description }),
      ...(why === undefined ? {} : { unavailable: why }),
    };
  });
}
