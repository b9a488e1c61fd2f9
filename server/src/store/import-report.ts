/** What an import met, beside what it took. No value stands here but examples of what did not fit. */
import type { PropertyType } from '../language/schema/model.ts';

export interface ImportReport {
  /** Rows read per source path pattern, and what became of them. */
  readonly sources: readonly {
    readonly path: string;
    readonly files: number;
    readonly rows: number;
    readonly badRows: number;
  }[];
  /** The first bad rows, when `on_bad_row: skip`. */
  readonly badRows: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
  /** Values that did not fit their type, by property (`event` absent: user property). */
  readonly misfits: readonly {
    readonly event?: string;
    readonly property: string;
    readonly count: number;
    readonly example: string;
  }[];
  readonly duplicateUsers: number;
  /** Events in the data that the schema does not name. */
  readonly undeclaredEvents: readonly { readonly name: string; readonly rows: number }[];
  /** Properties in the data that the schema does not name: those of users, then of each event, the most frequent first. */
  readonly undeclaredProperties: readonly UndeclaredProperty[];
  readonly warnings: readonly string[];
}

/** A property that only the data has. Of its values nothing is kept but what is said here. */
export interface UndeclaredProperty {
  /** Absent: a property of users. */
  readonly event?: string;
  readonly name: string;
  /** The type that fits, by its name and some of its values; so are the other two. */
  readonly type: PropertyType;
  readonly pii: boolean;
  readonly sensitive: boolean;
  /** Users, or rows of the event, that have a value; and all of them. */
  readonly rows: number;
  readonly of: number;
}
