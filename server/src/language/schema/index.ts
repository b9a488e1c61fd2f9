/**
 * The project schema: users, events, channels and data of a project, as `segments.schema.yaml` says them.
 * Invariant: reading always gives a schema; what is broken is left out and reported, the rest stands.
 * `readSchema` itself is in read.ts: it needs the rules, and the rules need the names that are here.
 */
export { alternatives, type SchemaKey, type SchemaNames, type SchemaShape, type SchemaValue } from './key-shape.ts';
export { schemaKeyAt, schemaKeys, schemaShapeAt } from './keys.ts';
export type * from './model.ts';
export { PROPERTY_TYPES } from './model.ts';
export { eventKeys, PROPERTY_TYPE_VALUES, propertyKeys } from './name-keys.ts';
export { type Candidate, fold, suggest } from './suggest.ts';
export { zones as timezones } from './timezone.ts';
