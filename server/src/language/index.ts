/**
 * The segment language: text and schema in, values out.
 * Invariant: pure. Knows no files, no database, no clock and no protocol; whatever the text, it answers with values
 * and diagnostics and throws only for defects. Everything outside this folder imports from here.
 */

export * from './checks/index.ts';
export * from './describe/index.ts';
export * from './diagnostic.ts';
export { type Formatted, formatText, saysTheSame } from './format/format-text.ts';
export { isPlainText, quoteKey, quoteScalar } from './format/index.ts';
export { jsonSchemas } from './json-schema/index.ts';
export * from './lower/index.ts';
export type * from './model.ts';
export { PERIODS } from './model.ts';
export * from './operators/index.ts';
export type * from './plan.ts';
export * from './rules/index.ts';
export * from './schema/index.ts';
export { readSchema, type SchemaReading } from './schema/read.ts';
export * from './syntax/index.ts';
export * from './values/index.ts';
