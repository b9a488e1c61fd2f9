/**
 * Canonical text of segment and schema files, and of single values.
 * Invariant: formatting never changes what a file means, loses no comment, and done twice is done once.
 */
export { isPlainText, quoteKey, quoteScalar } from './quote.ts';
