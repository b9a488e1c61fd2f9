import type { Batch, RecordBatch, TableBatch } from './readers/batch.ts';
import { RecordCells, type WantedColumn } from './record-cells.ts';
import type { PropertyRows } from './rows.ts';
import type { PropertyTally } from './undeclared.ts';

/** Appends the properties of a batch's row to rows of users or of an event. */
export type TakeCells = (rows: PropertyRows, row: number) => void;

/** The columns of a source: those that are mapped to properties of other names, and those that are no properties. */
export interface SourceColumns {
  readonly mapped: readonly (readonly [property: string, column: string])[];
  /** Ids, names and times. */
  readonly roles: readonly string[];
}

/** Which column feeds which property is worked out once for each kind of row and file. */
export function cellReader(source: SourceColumns): (batch: Batch) => TakeCells {
  const names = columnNames(source);
  const ofRecords = recordReader(names);
  const ofTable = tableReader(names);
  return (batch) => (batch.kind === 'records' ? ofRecords(batch) : ofTable(batch));
}

interface ColumnNames {
  readonly roles: readonly string[];
  /** The column that a property is read from. */
  readonly columnOf: (property: string) => string;
  /** The property that would be read from a column if it were declared. */
  readonly propertyOf: (column: string) => string | undefined;
}

function columnNames({ mapped, roles }: SourceColumns): ColumnNames {
  const columns = new Map(mapped);
  const properties = new Map(mapped.map(([property, column]) => [column, property]));
  return {
    roles,
    columnOf: (property) => columns.get(property) ?? property,
    propertyOf: (column) => {
      if (roles.includes(column)) return undefined;
      return properties.get(column) ?? (columns.has(column) ? undefined : column);
    },
  };
}

function recordReader({ columnOf, propertyOf, roles }: ColumnNames): (batch: RecordBatch) => TakeCells {
  const known = new Map<PropertyRows, { readonly cells: RecordCells; readonly identity: Int32Array }>();
  return (batch) => (rows, i) => {
    let reader = known.get(rows);
    if (reader === undefined) {
      const wanted = rows.properties.map(({ name, type }, cell): WantedColumn => {
        return { column: columnOf(name), cell, whole: type === 'geo' || type.startsWith('list') };
      });
      const cells = new RecordCells(wanted, {
        known: roles,
        of: (column) => {
          const name = propertyOf(column);
          return name === undefined ? undefined : rows.undeclared.of(name);
        },
      });
      reader = { cells, identity: Int32Array.from(wanted, ({ cell }) => cell) };
      known.set(rows, reader);
    }
    rows.append(reader.cells.of(batch.rows[i]!, rows.size), reader.identity);
  };
}

/** A column of a table that feeds no property; noted from its first value on. */
interface OtherColumn {
  readonly cell: number;
  readonly name: string;
  tally?: PropertyTally | undefined;
}

function tableReader({ columnOf, propertyOf }: ColumnNames): (batch: TableBatch) => TakeCells {
  let columns: readonly string[] | undefined;
  let known = new Map<PropertyRows, { readonly cellOf: Int32Array; readonly others: readonly OtherColumn[] }>();
  return (batch) => {
    if (batch.columns !== columns) {
      columns = batch.columns;
      known = new Map();
    }
    return (rows, i) => {
      let reader = known.get(rows);
      if (reader === undefined) {
        const cellOf = Int32Array.from(rows.properties, ({ name }) => batch.columns.indexOf(columnOf(name)));
        const others = batch.columns.flatMap((column, cell): OtherColumn[] => {
          if (cellOf.includes(cell) || batch.columns.indexOf(column) !== cell) return [];
          const name = propertyOf(column);
          return name === undefined ? [] : [{ cell, name }];
        });
        reader = { cellOf, others };
        known.set(rows, reader);
      }
      const row = batch.rows[i]!;
      for (const other of reader.others) {
        const value = row[other.cell];
        if (value === undefined || value === null) continue;
        other.tally ??= rows.undeclared.of(other.name);
        other.tally?.note(value, rows.size);
      }
      rows.append(row, reader.cellOf);
    };
  };
}
