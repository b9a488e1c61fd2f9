import { classes } from '../../ui/index.ts';
import { read, type Table } from './table.ts';

/** A chart's numbers as a table. */
export function DataTable({ name, table }: { readonly name: string; readonly table: Table }) {
  const { columns, rows, timezone } = table;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables scroll; by keyboard only what has the focus scrolls.
    <section className="scroller data-table" aria-label={`Table: ${name}`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name: column, kind }) => (
              <th key={column} scope="col" className={classes(isNumeric(kind) && 'numeric')}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no state, and the first cell may stand twice.
            <tr key={index}>
              {columns.map(({ name: column, kind }, place) => {
                const words = read(row[place] ?? null, kind, timezone);
                return place === 0 ? (
                  <th key={column} scope="row">
                    {words}
                  </th>
                ) : (
                  <td key={column} className={classes(isNumeric(kind) && 'numeric')}>
                    {words}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function isNumeric(kind: Table['columns'][number]['kind']): boolean {
  return kind !== 'text' && kind !== 'day' && kind !== 'instant';
}
