import type { PhysicalColumn } from '../../physical.ts';
import type { InstantReader } from '../instants.ts';

/** What is bound to a parameter of an INSERT. */
export type Bindable = number | string | null;

/** All values of one property, in order of arrival, while the import runs. */
export interface ImportColumn {
  /** Takes the next row's value as the file has it; `undefined` and `null` are missing. False when it did not fit. */
  append(value: unknown): boolean;
  /** Whether any row so far has a value. */
  hasValues(): boolean;
  /** To be called once, when all rows are in. */
  finish(dictionary: Dictionary): FinishedColumn;
}

export interface FinishedColumn {
  readonly physical: (stem: string) => PhysicalColumn;
  /** How many parameters `bind` fills. */
  readonly width: number;
  /** Puts a row's value into the parameters from `at` on. */
  bind(row: number, into: Bindable[], at: number): void;
}

/** The store's table `dict`: one code for each text, over all columns. */
export interface Dictionary {
  code(text: string): number;
}

/** What columns need to read values. */
export interface ColumnContext {
  readonly instants: InstantReader;
}
