import { type ImportReport, StoreError } from '../ports.ts';
import type { DataFile } from './readers/batch.ts';

const LISTED = 20;

/** What becomes of rows that can't be used, by the schema's `on_bad_row`. */
export class BadRows {
  readonly listed: ImportReport['badRows'][number][] = [];
  readonly #policy: 'fail' | 'skip';

  constructor(policy: 'fail' | 'skip') {
    this.#policy = policy;
  }

  /** Stops the import or notes the row. The reason completes “the row …”. */
  add(file: DataFile, unit: 'line' | 'row', line: number, reason: string): void {
    if (this.#policy === 'fail') {
      throw new StoreError(
        `${file.path}, ${unit} ${line}: the row ${reason}. Correct it, or leave such rows out with “on_bad_row: skip” under “data” in segments.schema.yaml.`,
      );
    }
    if (this.listed.length < LISTED) this.listed.push({ file: file.path, line, reason });
  }
}
