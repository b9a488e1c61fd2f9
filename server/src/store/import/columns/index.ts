/**
 * Values of each type of the language as data files hold them, and the columns that keep them until they are written.
 * Invariant: a value that does not fit its type is missing, and whoever appends it is told. Knows no files and no database.
 */

export { readPlace } from './geo.ts';
export { readNumber } from './numeric.ts';
export { readJson } from './text.ts';
