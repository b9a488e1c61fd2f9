import { type Markish, text } from '@observablehq/plot';
import { colours, plot, shorten } from './plot.ts';

interface Options<Row> {
  readonly width: number;
  /** What a whole bar stands for; users. */
  readonly of: number;
  /** Room for the names and for the numbers, and of one row; pixels. */
  readonly left: number;
  readonly right: number;
  readonly rowHeight: number;
  readonly marks: readonly Markish[];
  /** The numbers of a row, in words. */
  readonly numbers: (row: Row) => string;
}

/** Rows below each other: the name at the left, `marks` along it, the numbers at the right. */
export function namedBars<Row extends { readonly name: string }>(
  rows: readonly Row[],
  { width, of, left, right, rowHeight, marks, numbers }: Options<Row>,
): SVGSVGElement {
  return plot({
    width,
    height: rows.length * rowHeight + 12,
    marginLeft: left,
    marginRight: right,
    x: { domain: [0, Math.max(of, 1)], axis: null },
    y: {
      label: null,
      domain: rows.map(({ name }) => name),
      tickSize: 0,
      tickFormat: (name: string) => shorten(name, left - 12),
    },
    marks: [...marks, text(rows, { x: of, y: 'name', text: numbers, textAnchor: 'start', dx: 8, fill: colours.text })],
  });
}
