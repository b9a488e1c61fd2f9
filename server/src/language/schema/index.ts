/**
 * The project schema: users, events, channels and data of a project, read from `segments.schema.yaml`.
 * Invariant: reading always gives a schema; what is broken is left out and reported, the rest stands.
 */
export type * from './model.ts';
export { fold, suggest } from './suggest.ts';
