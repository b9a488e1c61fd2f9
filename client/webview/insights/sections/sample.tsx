import type { CellValue, InsightsNumbers } from '../../../../server/src/protocol/index.ts';
import { cell, classes, count, Icon } from '../../ui/index.ts';

/** Some of the users, the same ones each time; personal data masked. */
export function Sample({ numbers }: { readonly numbers: InsightsNumbers }) {
  const { columns, sample, users, timezone } = numbers;
  if (!sample.length) return null;
  const isMasked = columns.some((column) => column.masked);
  return (
    <section aria-labelledby="sample">
      <h2 id="sample">Sample users</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide tables scroll; by keyboard only what has the focus scrolls. */}
      <section className="scroller" aria-label="Table of sample users" tabIndex={0}>
        <table>
          <caption>
            {count(sample.length)} of {count(users.total)}
            {isMasked && ', personal data masked'}
          </caption>
          <thead>
            <tr>
              <th scope="col">User</th>
              {columns.map((column) => (
                <Head key={column.name} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map(({ id, cells }) => (
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
    </section>
  );
}

type Column = InsightsNumbers['columns'][number];

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
