/** One that is measured: loads the data, opens it, counts. All are driven in turn, in one process. */
import type { Size } from './data.ts';
import type { BenchRule } from './rules.ts';

export interface Counts {
  readonly total: number;
  /** In the order of CHANNELS. */
  readonly reachable: readonly number[];
}

export interface Contender {
  readonly name: string;
  /** From the CSV files to a file that can be queried. */
  load(): Promise<{ readonly bytes: number }>;
  open(): Promise<void>;
  /**
   * Gives the call that is timed: total, five channels and 20 sample users. What the text of a rule costs to read is
   * not counted. `nonce`: see BenchRule.
   */
  prepare(rule: BenchRule, nonce: number): () => Promise<Counts>;
  close(): Promise<void>;
}

export interface Place {
  readonly size: Size;
  /** Holds data/users.csv, data/events.csv and segments.schema.yaml. */
  readonly folder: string;
}
