/**
 * The port to a database that holds a store. Synchronous: an engine lives in a thread of its own, or in a process that
 * has nothing else to do.
 */
import type { Statement } from '../../query/index.ts';
import type { Meta } from '../physical.ts';
import type { Cell } from '../values.ts';

export interface Database {
  readonly meta: Meta;
  /** The rows of a statement, one at a time; the array is valid until the next row. Every column is shown. */
  rows(statement: Statement): Iterable<readonly Cell[]>;
  close(): void;
}
