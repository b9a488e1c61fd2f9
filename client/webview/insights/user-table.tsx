import type { ReactNode } from 'react';
import type { CellValue, InsightsColumns, UserRow } from '../../../server/src/protocol/index.ts';
import { cell, classes, Icon } from '../ui/index.ts';

interface Props {
  readonly name: string;
  readonly columns: InsightsColumns;
  readonly rows: readonly UserRow[];
  readonly timezone: string;
  readonly caption?: ReactNode;
}

/** Users with some of their properties; personal ones are masked where the column says so. */
export function UserTable({ name, columns, rows, timezone, caption }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables scroll; by keyboard only what has the focus scrolls.
    <section className="scroller user-table" aria-label={name} tabIndex={0}>
      <table>
        {caption !== undefined && <caption>{caption}</caption>}
        <thead>
          <tr>
            <th scope="col">User</th>
            {columns.map((column) => (
              <Head key={column.name} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id}>
              <th scope="row" className="id">
                {id}
              </th>
              {columns.map((column, index) => (
                <Cell key={column.name} column={column} value={cells[index] ?? null} timezone={timezone} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Column = InsightsColumns[number];

function Head({ column }: { readonly column: Column }) {
  return (
    <th
      scope="col"
      className={classes(isNumber(column) && 'numeric')}
      title={column.masked ? `${column.name}: personal data, masked` : column.type}
    >
      {column.masked && <Icon name="lock" />}
      {column.name}
      {column.masked && <span className="visually-hidden"> (personal data, masked)</span>}
    </th>
  );
}

interface CellProps {
  readonly column: Column;
  readonly value: CellValue;
  readonly timezone: string;
}

function Cell({ column, value, timezone }: CellProps) {
  const kind = classes(isNumber(column) && 'numeric', column.masked && 'masked', value === null && 'missing');
  return <td className={kind}>{cell(value, column.type, timezone)}</td>;
}

function isNumber(column: Column): boolean {
  return column.type === 'number' && !column.masked;
}
