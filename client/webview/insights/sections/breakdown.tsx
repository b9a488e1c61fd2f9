import { axisX, barX, gridY, pointerX, rectY, ruleX, ruleY, text, tickX, tip } from '@observablehq/plot';
import { useCallback } from 'react';
import type { BreakdownAnswer, BreakdownShare, PropertyChoice } from '../../../../server/src/protocol/index.ts';
import { Button, ComboBox, count, Icon, share, times } from '../../ui/index.ts';
import { Answered } from '../answered.tsx';
import { Chart } from '../charts/chart.tsx';
import { colours, plot, shorten, textWidth } from '../charts/plot.ts';
import type { Table } from '../charts/table.ts';
import { useChoice } from '../choices.ts';
import { useHost } from '../host.ts';
import { usePanel } from '../panel-state.ts';
import { useSection } from '../use-section.ts';
import type { Section } from './section.ts';

/** The users by a property, against everybody. */
export const breakdown: Section = {
  id: 'breakdown',
  title: 'Breakdown',
  about: 'What the users have in common that others have not, property by property',
  isCollapsedAtFirst: false,
  Body: (props) => {
    const [property, setProperty] = useChoice('breakdown');
    const { isRevealed } = usePanel();
    const asked = useSection(
      'breakdown',
      { ...(property !== undefined && { property }) },
      props,
      undefined,
      isRevealed,
    );
    return (
      <Answered asked={asked} onReset={property === undefined ? undefined : () => setProperty(undefined)}>
        {(answer) => <Bars answer={answer} property={property ?? answer.property} onProperty={setProperty} />}
      </Answered>
    );
  },
};

interface Props {
  readonly answer: BreakdownAnswer;
  readonly property: string;
  readonly onProperty: (property: string) => void;
}

function Bars({ answer, property, onProperty }: Props) {
  const send = useHost();
  const { hidden, kind, list, users, base } = answer;
  const drawBars = useCallback((width: number) => (kind === 'bins' ? histogram : bars)(answer, width), [answer, kind]);
  const picker = (
    <ComboBox
      label="Property"
      hideLabel
      className="property-picker"
      options={answer.properties.map(option)}
      selected={property}
      onSelect={(id) => id !== null && onProperty(id)}
    />
  );
  if (hidden) {
    return (
      <>
        {picker}
        <div className="section-message">
          <Icon name="lock" />
          <p>
            <code>{answer.property}</code> is personal data: its values are hidden.
          </p>
          <Button onPress={() => send({ type: 'personal', reveal: true })}>Reveal…</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <Chart name={`Users by ${answer.property}`} table={toTable(answer)} draw={drawBars} choices={picker} />
      <p className="legend">
        <span className="legend-part">
          <span className="key key-segment" /> this segment, {count(users)}
        </span>
        <span className="legend-part">
          <span className="key key-base" /> all users, {count(base)}
        </span>
      </p>
      {list && <p className="hint">A user can have several values, so the shares add up to more than 100%.</p>}
    </>
  );
}

function option({ name, type, personal, unavailable }: PropertyChoice) {
  const detail = unavailable ?? (personal ? `${type}, personal` : type);
  return { id: name, label: name, detail, isDisabled: unavailable !== undefined };
}

interface Row extends BreakdownShare {
  readonly label: string;
}

/** All rows: the values, the rest and those without one. */
function rowsOf({ rows, other, missing }: BreakdownAnswer): readonly Row[] {
  return [
    ...rows,
    ...(other && other.base > 0
      ? [{ ...other, label: other.values === 1 ? '1 other value' : `${count(other.values)} other values` }]
      : []),
    ...(missing.base > 0 ? [{ ...missing, label: 'not known' }] : []),
  ];
}

/** A bar a value for the segment's share, a mark for everybody's, and how often the value is as frequent. */
function bars(answer: BreakdownAnswer, width: number): SVGSVGElement {
  const rows = rowsOf(answer).map((row, index) => ({ ...row, key: String(index) }));
  const room = Math.min(Math.max(...rows.map(({ label }) => textWidth(label)), 24), width * 0.36);
  const marginLeft = room + 14;
  // Where there is little room the number is in the table.
  const isNarrow = width < 380;
  const marginRight = isNarrow ? 86 : 118;
  const most = Math.max(...rows.map(({ share: part, baseShare }) => Math.max(part, baseShare)), 0.01);
  return plot({
    width,
    height: rows.length * 26 + 10,
    marginLeft,
    marginRight,
    marginTop: 4,
    marginBottom: 4,
    x: { domain: [0, most], axis: null },
    y: {
      label: null,
      domain: rows.map(({ key }) => key),
      tickSize: 0,
      tickFormat: (key: string) => shorten(rows[Number(key)]?.label ?? '', room),
      padding: 0.3,
    },
    marks: [
      barX(rows, { x: 'share', y: 'key', fill: colours.segment, rx: 2 }),
      tickX(rows, { x: 'baseShare', y: 'key', stroke: colours.text, strokeWidth: 2, insetTop: -3, insetBottom: -3 }),
      text(rows, {
        x: most,
        y: 'key',
        text: ({ users, share: part }: Row) => (isNarrow ? share(part, 1) : `${count(users)}  ${share(part, 1)}`),
        textAnchor: 'start',
        dx: 8,
        fill: colours.text,
      }),
      text(rows, {
        x: most,
        y: 'key',
        text: ({ lift }: Row) => (lift === null ? '' : times(lift)),
        textAnchor: 'end',
        dx: marginRight - 4,
        fill: ({ lift }: Row) => (lift !== null && (lift >= 1.2 || lift <= 0.8) ? colours.text : colours.muted),
        fontWeight: 600,
      }),
      ruleX([0], { stroke: colours.line }),
    ],
  });
}

/** Both in the same bins, as shares: the segment as bars, everybody as a line of steps. */
function histogram({ rows }: BreakdownAnswer, width: number): SVGSVGElement {
  const bins = rows.map((row, index) => ({ ...row, from: index, to: index + 1 }));
  const step = (width - 56) / Math.max(bins.length, 1);
  const every = Math.max(Math.ceil(78 / step), 1);
  // A bin that is open below has no edge to name, and the last may leave no room for a name.
  const first = rows[0]?.from === null ? 1 : 0;
  const named = bins.filter(
    ({ from }) => from >= first && (from - first) % every === 0 && (bins.length - from) * step >= 64,
  );
  return plot({
    width,
    height: 210,
    marginLeft: 44,
    marginRight: 12,
    marginTop: 14,
    marginBottom: 28,
    x: { domain: [0, Math.max(bins.length, 1)], label: null },
    y: { label: null, percent: false, tickFormat: (value: number) => share(value, 1), ticks: 4, tickSize: 0 },
    marks: [
      gridY({ stroke: colours.line, strokeOpacity: 1, ticks: 4 }),
      rectY(bins, { x1: 'from', x2: 'to', y: 'share', fill: colours.segment, inset: 1 }),
      rectY(bins, {
        x1: 'from',
        x2: 'to',
        y: 'baseShare',
        stroke: colours.text,
        strokeWidth: 1.5,
        fill: 'none',
        inset: 1,
      }),
      ruleY([0], { stroke: colours.muted }),
      axisX(
        named.map(({ from }) => from),
        {
          tickSize: 3,
          fill: colours.muted,
          textAnchor: 'start',
          dx: -2,
          tickFormat: (edge: number) => shorten(bins[edge]?.label.split(/ ?[–…] ?| and /)[0] ?? '', 74),
        },
      ),
      tip(
        bins,
        pointerX({
          x: ({ from }: { readonly from: number }) => from + 0.5,
          y: 'share',
          title: (bin: Row) =>
            `${bin.label}\n${count(bin.users)} users, ${share(bin.share, 1)}\nall users: ${share(bin.baseShare, 1)}${bin.lift === null ? '' : `\n${times(bin.lift)} as frequent`}`,
          fill: 'var(--chart-tip)',
          stroke: colours.line,
          fontSize: 12,
        }),
      ),
    ],
  });
}

function toTable(answer: BreakdownAnswer): Table {
  return {
    columns: [
      { name: answer.property, kind: 'text' },
      { name: 'Users', kind: 'count' },
      { name: 'Share', kind: 'share' },
      { name: 'All users', kind: 'count' },
      { name: 'Share of all', kind: 'share' },
      { name: 'Lift', kind: 'lift' },
    ],
    rows: rowsOf(answer).map(({ label, users, share: part, base, baseShare, lift }) => [
      label,
      users,
      part,
      base,
      baseShare,
      lift,
    ]),
  };
}
