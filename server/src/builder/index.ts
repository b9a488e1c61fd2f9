/**
 * The query builder's side of the server: a segment as cards and fields, edits of these as the smallest text edits,
 * and what can be picked.
 * Invariant: the text is the only state; what an edit is not about stays as it is, byte by byte. Pure: knows no
 * connection and no data.
 */
export { type Applied, applyEdit } from './edits/apply.ts';
export { builderModel, type ModelInput } from './model/build.ts';
export { builderOptions, type Options, propertyAtField } from './options/options.ts';
export { cardPaths } from './outline/outline.ts';
export { readOutline } from './outline/read-outline.ts';
