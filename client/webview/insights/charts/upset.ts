import { barY, dot, ruleX, ruleY, text } from '@observablehq/plot';
import type { Combinations } from '../../../../server/src/protocol/index.ts';
import { count, formatterFor } from '../../ui/index.ts';
import { colours, plot, shorten, stack, textWidth } from './plot.ts';
import type { Table } from './table.ts';

export interface Sets {
  readonly sets: readonly { readonly id: string; readonly label: string; readonly users: number }[];
  readonly combinations: Combinations;
  /** Everybody that the combinations are shares of. */
  readonly of: number;
}

/** Room for a combination, and for a set. */
const [STEP, ROW] = [30, 22];

/** An UpSet plot: a column for each exact combination of sets, its size above, its sets as dots below. */
export function upset({ sets, combinations }: Sets, width: number): SVGSVGElement {
  const longest = Math.max(...sets.map(({ label, users }) => textWidth(`${label}  ${count(users)}`)), 40);
  const marginLeft = Math.ceil(Math.min(longest + 12, width * 0.42));
  const room = Math.max(Math.floor((width - marginLeft - 8) / STEP), 2);
  const columns = combinations.largest.slice(0, room).map(({ users, sets }, index) => ({ index, users, sets }));
  const x = { type: 'band', domain: columns.map(({ index }) => index), axis: null, padding: 0.35 } as const;
  const marginRight = Math.max(width - marginLeft - columns.length * STEP, 4);
  const place = { width, marginLeft, marginRight, x };
  const names = new Map(
    sets.map(({ id, label, users }) => {
      const size = `  ${count(users)}`;
      return [id, shorten(label, marginLeft - 12 - textWidth(size)) + size];
    }),
  );
  const dots = columns.flatMap(({ index, sets: members }) =>
    sets.map(({ id }) => ({ index, id, isMember: members.includes(id) })),
  );
  const links = columns.map(({ index, sets: members }) => {
    const rows = sets.map(({ id }) => id).filter((id) => members.includes(id));
    return { index, from: rows[0], to: rows.at(-1) };
  });
  const sizes = plot({
    ...place,
    height: 132,
    marginTop: 20,
    marginBottom: 6,
    y: { axis: null, domain: [0, Math.max(...columns.map(({ users }) => users), 1)] },
    marks: [
      barY(columns, { x: 'index', y: 'users', fill: colours.segment, rx: 2, insetTop: -1 }),
      text(columns, { x: 'index', y: 'users', text: ({ users }) => compact(users), dy: -8, fill: colours.text }),
      ruleY([0], { stroke: colours.line }),
    ],
  });
  const matrix = plot({
    ...place,
    height: sets.length * ROW + 8,
    marginTop: 4,
    marginBottom: 4,
    y: {
      type: 'point',
      domain: sets.map(({ id }) => id),
      padding: 0.5,
      label: null,
      tickSize: 0,
      tickFormat: (id: string) => names.get(id) ?? id,
    },
    marks: [
      dot(dots, { x: 'index', y: 'id', r: 5, filter: (each) => !each.isMember, fill: colours.line }),
      ruleX(links, { x: 'index', y1: 'from', y2: 'to', stroke: colours.segment, strokeWidth: 2 }),
      dot(dots, { x: 'index', y: 'id', r: 5, filter: (each) => each.isMember, fill: colours.segment }),
    ],
  });
  return stack(sizes, matrix);
}

/** The combinations in words, with the rest in one row. */
export function upsetTable({ sets, combinations, of }: Sets): Table {
  const names = new Map(sets.map(({ id, label }) => [id, label]));
  const { largest, rest } = combinations;
  const row = (name: string, users: number) => [name, users, of > 0 ? users / of : 0] as const;
  return {
    columns: [
      { name: 'In exactly', kind: 'text' },
      { name: 'Users', kind: 'count' },
      { name: 'Share', kind: 'share' },
    ],
    rows: [
      ...largest.map(({ sets: ids, users }) => row(ids.map((id) => names.get(id) ?? id).join(' + '), users)),
      ...(rest.combinations > 0 ? [row(`${count(rest.combinations)} other combinations`, rest.users)] : []),
    ],
  };
}

const compacts = formatterFor(
  (tag) => new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 3 }),
);

function compact(value: number): string {
  return value < 10_000 ? count(value) : compacts.format(value);
}
