import { readPlace } from './columns/index.ts';
import type { DataRecord } from './readers/batch.ts';
import type { PropertyTally } from './undeclared.ts';

/** Deeper objects are no columns; it also bounds the recursion on hostile data. */
const DEEPEST = 50;

/** Where a column's value goes: to which cells, and whether an object is taken as it is (a place) or taken apart. */
interface Target {
  readonly cells: readonly number[];
  readonly whole: boolean;
  /** Where values of a column that nothing wants are noted. */
  readonly other?: PropertyTally;
}

/** A column that is wanted of records, and the cell that it fills. */
export interface WantedColumn {
  readonly column: string;
  readonly cell: number;
  /** Objects and lists are values here. */
  readonly whole: boolean;
}

/** Columns that fill no cell. */
export interface OtherColumns {
  /** Ids and the like, of which nothing is noted. */
  readonly known: readonly string[];
  /** Where the values of another are noted, if they are. */
  readonly of: (column: string) => PropertyTally | undefined;
}

/**
 * Fills cells from a record: an object `properties` counts as if its keys stood in the record, and go before those;
 * keys of other nested objects are columns with dots.
 */
export class RecordCells {
  readonly #targets = new Map<string, Target>();
  readonly #cells: unknown[];
  /** Columns with wanted ones below them. */
  readonly #holders = new Set<string>();
  readonly #others: OtherColumns;

  constructor(wanted: readonly WantedColumn[], others: OtherColumns) {
    this.#others = others;
    this.#cells = new Array(wanted.length).fill(undefined);
    for (const column of others.known) this.#targets.set(column, { cells: [], whole: false });
    for (const { column, cell, whole } of wanted) {
      const known = this.#targets.get(column);
      this.#targets.set(column, { cells: [...(known?.cells ?? []), cell], whole: whole || known?.whole === true });
      for (let dot = column.indexOf('.'); dot >= 0; dot = column.indexOf('.', dot + 1)) {
        this.#holders.add(column.slice(0, dot));
      }
    }
  }

  /** The cells of a record; the array is used again for the next one. `row` tells it from others that are noted. */
  of(record: DataRecord, row: number): readonly unknown[] {
    this.#cells.fill(undefined);
    this.#walk(record, '', 0, row);
    return this.#cells;
  }

  #walk(object: DataRecord, prefix: string, depth: number, row: number): void {
    let properties: DataRecord | undefined;
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value === undefined || value === null) continue;
      const path = prefix === '' ? key : prefix + key;
      const target = this.#targets.get(path);
      if (isObject(value) && target?.whole !== true) {
        if (depth === 0 && key === 'properties') properties = value;
        else if (this.#isOtherPlace(path, value, target)) this.#note(path, value, target, row);
        else if (depth < DEEPEST) this.#walk(value, `${path}.`, depth + 1, row);
      } else if (target === undefined || target.other !== undefined) {
        this.#note(path, value, target, row);
      } else {
        for (const cell of target.cells) this.#cells[cell] = value;
      }
    }
    if (properties !== undefined) this.#walk(properties, '', 1, row);
  }

  /** A place is one value, unless its parts are wanted. */
  #isOtherPlace(path: string, value: DataRecord, target: Target | undefined): boolean {
    const isOther = target === undefined || target.other !== undefined;
    return isOther && readPlace(value) !== undefined && !this.#holders.has(path);
  }

  #note(path: string, value: unknown, known: Target | undefined, row: number): void {
    // Of a list of objects no property can be made.
    if (Array.isArray(value) && value.some((item) => typeof item === 'object')) return;
    let other = known?.other;
    if (other === undefined) {
      other = this.#others.of(path);
      if (other === undefined) return;
      this.#targets.set(path, { cells: [], whole: false, other });
    }
    other.note(value, row);
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
