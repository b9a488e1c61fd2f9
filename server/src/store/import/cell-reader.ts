import type { Batch } from './readers/batch.ts';
import { RecordCells, type WantedColumn } from './record-cells.ts';
import type { PropertyRows } from './rows.ts';

/** Appends the properties of a batch's row to rows of users or of an event. */
export type TakeCells = (rows: PropertyRows, row: number) => void;

/** Which column feeds which property is worked out once for each kind of row and file. */
export function cellReader(mapped: readonly (readonly [string, string])[]): (batch: Batch) => TakeCells {
  const columnOf = new Map(mapped);
  const recordCells = new Map<PropertyRows, { readonly cells: RecordCells; readonly identity: Int32Array }>();
  let tableColumns: readonly string[] | undefined;
  let tableCells = new Map<PropertyRows, Int32Array>();
  return (batch) => {
    if (batch.kind === 'records') {
      return (rows, i) => {
        let known = recordCells.get(rows);
        if (known === undefined) {
          const wanted = rows.properties.map(({ name, type }, cell): WantedColumn => {
            return { column: columnOf.get(name) ?? name, cell, whole: type === 'geo' || type.startsWith('list') };
          });
          const identity = Int32Array.from(wanted, ({ cell }) => cell);
          known = { cells: new RecordCells(wanted, wanted.length), identity };
          recordCells.set(rows, known);
        }
        rows.append(known.cells.of(batch.rows[i]!), known.identity);
      };
    }
    if (batch.columns !== tableColumns) {
      tableColumns = batch.columns;
      tableCells = new Map();
    }
    return (rows, i) => {
      let cellOf = tableCells.get(rows);
      if (cellOf === undefined) {
        cellOf = Int32Array.from(rows.properties, ({ name }) => batch.columns.indexOf(columnOf.get(name) ?? name));
        tableCells.set(rows, cellOf);
      }
      rows.append(batch.rows[i]!, cellOf);
    };
  };
}
