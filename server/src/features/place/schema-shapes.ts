import { alternatives, type SchemaShape, schemaShapeAt } from '../../language/index.ts';
import type { MapNode } from '../../language/syntax/tree.ts';
import { type Expect, get, type Shape, textsOf } from './shape.ts';

/** What a key or an item of the schema holds. Rules in it have the shapes of rules. */
export function underSchema(
  shape: Extract<Shape, { of: 'schema' }>,
  step: string | number,
  root: MapNode | undefined,
): Shape {
  const path = [...shape.path, step];
  const rules = schemaShapesAt(path).find((s) => s.kind === 'rules');
  return rules?.kind === 'rules' ? { of: 'rules', because: rules.because } : { of: 'schema', path, root };
}

/** All forms that a place of the schema allows. */
export function schemaShapesAt(path: readonly (string | number)[]): readonly SchemaShape[] {
  const shape = schemaShapeAt(path);
  return shape ? alternatives(shape) : [];
}

/** What names of the project a text of the schema stands for; undefined when it is none. */
export function schemaNames(
  shape: Extract<SchemaShape, { kind: 'text' }>,
  place: Extract<Shape, { of: 'schema' }>,
): Expect | undefined {
  const { path, root } = place;
  switch (shape.names) {
    case 'event':
      return { kind: 'event' };
    case 'user-property':
      return { kind: 'property', owner: { of: 'users' } };
    case 'timezone':
      return { kind: 'timezone' };
    case 'event-property': {
      const roles = get(root, 'roles');
      const purchase = roles?.kind === 'map' ? get(roles, 'purchase') : undefined;
      const event = purchase?.kind === 'map' ? get(purchase, 'event') : undefined;
      return { kind: 'property', owner: { of: 'events', events: textsOf(event) }, types: 'number' };
    }
    case 'sibling':
      if (path[0] === 'users') return { kind: 'property', owner: { of: 'users' } };
      return path.length > 3
        ? { kind: 'property', owner: { of: 'events', events: [String(path[1])] } }
        : { kind: 'event' };
    default:
      return undefined;
  }
}
