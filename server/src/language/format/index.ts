/**
 * Canonical text of segment and schema files, and of single values.
 * Invariant: formatting never changes what a file means, loses no comment, and done twice is done once.
 * `formatText` itself is in format-text.ts: it knows the rules' order of keys, and the rules quote values with this.
 */
export { isPlainText, quoteKey, quoteScalar } from './quote.ts';
