import type { DataRecord } from './readers/batch.ts';

/** Deeper objects are no columns; it also bounds the recursion on hostile data. */
const DEEPEST = 50;

/** Where a column's value goes: to which cells, and whether an object is taken as it is (a place) or taken apart. */
interface Target {
  readonly cells: readonly number[];
  readonly whole: boolean;
}

/** A column that is wanted of records, and the cell that it fills. */
export interface WantedColumn {
  readonly column: string;
  readonly cell: number;
  /** Objects and lists are values here. */
  readonly whole: boolean;
}

/**
 * Fills cells from a record: an object `properties` counts as if its keys stood in the record, and go before those;
 * keys of other nested objects are columns with dots.
 */
export class RecordCells {
  readonly #targets = new Map<string, Target>();
  readonly #cells: unknown[];

  constructor(wanted: readonly WantedColumn[], size: number) {
    this.#cells = new Array(size).fill(undefined);
    for (const { column, cell, whole } of wanted) {
      const known = this.#targets.get(column);
      this.#targets.set(column, { cells: [...(known?.cells ?? []), cell], whole: whole || known?.whole === true });
    }
  }

  /** The cells of a record; the array is used again for the next one. */
  of(record: DataRecord): readonly unknown[] {
    this.#cells.fill(undefined);
    if (this.#targets.size > 0) this.#walk(record, '', 0);
    return this.#cells;
  }

  #walk(object: DataRecord, prefix: string, depth: number): void {
    let properties: DataRecord | undefined;
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value === undefined || value === null) continue;
      const path = prefix === '' ? key : prefix + key;
      const target = this.#targets.get(path);
      if (isObject(value) && target?.whole !== true) {
        if (depth === 0 && key === 'properties') properties = value;
        else if (depth < DEEPEST) this.#walk(value, `${path}.`, depth + 1);
      } else if (target !== undefined) {
        for (const cell of target.cells) this.#cells[cell] = value;
      }
    }
    if (properties !== undefined) this.#walk(properties, '', 1);
  }
}

const isObject = (value: unknown): value is DataRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** One column of records, looked for in the record itself before its `properties`. */
export function columnReader(column: string): (record: DataRecord) => unknown {
  const parts = column.split('.');
  return (record) => {
    const direct = own(record, column) ?? (parts.length > 1 ? walk(record, parts) : undefined);
    if (direct !== undefined) return direct;
    const properties = own(record, 'properties');
    if (!isObject(properties)) return undefined;
    return own(properties, column) ?? (parts.length > 1 ? walk(properties, parts) : undefined);
  };
}

/** A null is as good as absent. */
const own = (record: DataRecord, key: string): unknown =>
  Object.hasOwn(record, key) ? (record[key] ?? undefined) : undefined;

function walk(record: DataRecord, parts: readonly string[]): unknown {
  let value: unknown = record;
  for (const part of parts) {
    if (!isObject(value)) return undefined;
    value = own(value, part);
  }
  return value;
}
