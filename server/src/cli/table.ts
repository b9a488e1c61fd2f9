/** Lays cells out in columns two spaces apart; columns named in `right` are flush right. Widths count code points. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const width = (text: string) => [...text].length;
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...rows.map((row) => width(row[i] ?? ''))));
  const pad = (text: string, i: number, last: boolean) => {
    const space = ' '.repeat((widths[i] ?? 0) - width(text));
    return right.includes(i) ? space + text : last ? text : text + space;
  };
  return rows
    .map((row) =>
      row
        .map((cell, i) => pad(cell, i, i === row.length - 1))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
