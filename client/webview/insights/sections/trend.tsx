import { areaY, axisX, axisY, gridY, lineY, pointerX, rectY, ruleX, ruleY, tip } from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { TrendAnswer, TrendPoint, TrendStep } from '../../../../server/src/protocol/index.ts';
import { count, day, formatterFor, localTime, Segmented, share, signed } from '../../ui/index.ts';
import { Answered } from '../answered.tsx';
import { Chart } from '../charts/chart.tsx';
import { colours, plot, stack } from '../charts/plot.ts';
import type { Table } from '../charts/table.ts';
import { useChoice } from '../choices.ts';
import { type Parts, useSection } from '../use-section.ts';
import type { Section } from './section.ts';

/** The size back over the data's span, with those who entered and left in between. */
export const trend: Section = {
  id: 'trend',
  title: 'Trend',
  about: 'How the size changed over time, who entered and who left',
  isCollapsedAtFirst: false,
  Body: (props) => {
    const [chosen, setEvery] = useChoice('trend');
    const every = STEPS.find(({ id }) => id === chosen)?.id;
    const asked = useSection('trend', every ? { every } : {}, props, PARTS);
    const shown = every ?? asked.answer?.every;
    return (
      <Answered asked={asked}>
        {(answer) => <Line answer={answer} every={shown ?? answer.every} onEvery={setEvery} />}
      </Answered>
    );
  },
};

/** The newest points come first; the older ones follow by themselves. */
const PARTS: Parts<'trend'> = {
  follow: ({ next, every }) => (next === null ? undefined : { every, before: next }),
  join: (before, part) => ({ ...part, points: [...before.points, ...part.points] }),
};

const STEPS = [
  { id: 'day', label: 'Day' },
  { id: 'week', label: 'Week' },
  { id: 'month', label: 'Month' },
] as const;

interface Props {
  readonly answer: TrendAnswer;
  readonly every: TrendStep;
  readonly onEvery: (every: TrendStep) => void;
}

function Line({ answer, every, onEvery }: Props) {
  const { points, timezone, live, presentProperties } = answer;
  const times = useMemo(
    () => points.map((point) => ({ ...point, time: wallClock(point.at, timezone) })).reverse(),
    [points, timezone],
  );
  const drawLine = useCallback((width: number) => draw(times, timezone, width), [times, timezone]);
  const [oldest, newest] = [times[0], times.at(-1)];
  return (
    <>
      <Chart
        name={`Size by ${answer.every}`}
        table={toTable(answer)}
        draw={drawLine}
        choices={<Segmented label="Every" options={STEPS} selected={every} onSelect={onEvery} />}
      />
      {oldest && newest && oldest !== newest && (
        <p className="chart-words">
          {inWords(oldest, newest, timezone)} {live && 'Of a live segment: who would have entered each day.'}
        </p>
      )}
      {presentProperties.length > 0 && (
        <p className="hint">
          Properties have no history: at every point <Names names={presentProperties} />{' '}
          {presentProperties.length === 1 ? 'is' : 'are'} as of today.
        </p>
      )}
    </>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <code>{name}</code>
    </span>
  ));
}

function inWords(oldest: TrendPoint, newest: TrendPoint, timezone: string): string {
  const change = newest.users - oldest.users;
  const since = day(oldest.at, timezone);
  if (change === 0) return `As many as on ${since}.`;
  const percent = Math.round((100 * change) / oldest.users);
  // From next to nobody: the number says more than thousands of percent.
  const by = oldest.users > 0 && percent < 1000 ? ` (${signed(percent)}%)` : '';
  return `${signed(change)}${by} since ${since}.`;
}

/** The instant as if the project's clocks were UTC: the axis then shows the project's days, wherever the person is. */
function wallClock(iso: string, timezone: string): Date {
  const local = localTime(iso, timezone);
  return new Date(local === null ? iso : `${local}:00Z`);
}

type Timed = TrendPoint & { readonly time: Date };

function draw(points: readonly Timed[], timezone: string, width: number): SVGSVGElement {
  const margins = { width, marginLeft: 44, marginRight: 12 };
  const x = {
    type: 'utc',
    domain: [points[0]?.time ?? new Date(), points.at(-1)?.time ?? new Date()],
    label: null,
  } as const;
  const most = Math.max(...points.map(({ users }) => users), 1);
  const flow = Math.max(...points.map(({ entered, left }) => Math.max(entered ?? 0, left ?? 0)), 1);
  const half = points.length > 1 ? (points[1]!.time.getTime() - points[0]!.time.getTime()) * 0.36 : 1;
  const bars = points.map(({ time, entered, left }) => ({
    from: new Date(time.getTime() - half),
    to: new Date(time.getTime() + half),
    entered: entered ?? 0,
    left: -(left ?? 0),
  }));
  // Nobody counts in halves of a user.
  const ticks = Math.min(4, most);
  const size = plot({
    ...margins,
    height: 168,
    marginTop: 14,
    marginBottom: 6,
    x: { ...x, axis: null },
    y: { domain: [0, most], label: null, nice: true },
    marks: [
      gridY({ stroke: colours.line, strokeOpacity: 1, ticks }),
      axisY({ ticks, tickSize: 0, tickFormat: (value: number) => short(value), fill: colours.muted }),
      areaY(points, { x: 'time', y: 'users', fill: colours.segment, fillOpacity: 0.16 }),
      lineY(points, { x: 'time', y: 'users', stroke: colours.segment, strokeWidth: 2 }),
      ruleX(points, pointerX({ x: 'time', stroke: colours.muted })),
      tip(
        points,
        pointerX({
          x: 'time',
          y: 'users',
          title: (point: Timed) => pointInWords(point, timezone),
          fill: 'var(--chart-tip)',
          stroke: colours.line,
          fontSize: 12,
        }),
      ),
    ],
  });
  const flows = plot({
    ...margins,
    height: 104,
    marginTop: 12,
    marginBottom: 36,
    x,
    y: { domain: [-flow, flow], label: null },
    marks: [
      rectY(bars, { x1: 'from', x2: 'to', y: 'entered', fill: colours.entered, inset: 0.3 }),
      rectY(bars, { x1: 'from', x2: 'to', y: 'left', fill: colours.left, inset: 0.3 }),
      ruleY([0], { stroke: colours.muted }),
      axisX({ tickSize: 4, fill: colours.muted, ticks: Math.max(Math.round(width / 110), 2) }),
      axisY([-flow, flow], {
        tickSize: 0,
        fill: colours.muted,
        tickFormat: (value: number) => `${value > 0 ? '+' : '−'}${short(Math.abs(value))}`,
      }),
    ],
  });
  return stack(size, flows);
}

function pointInWords({ at, users, of, entered, left }: TrendPoint, timezone: string): string {
  const moves = entered === null || left === null ? '' : `\n${signed(entered)} entered, ${signed(-left)} left`;
  return `${day(at, timezone)}\n${count(users)} users, ${share(users, of)}${moves}`;
}

const shorts = formatterFor((tag) => new Intl.NumberFormat(tag, { notation: 'compact' }));
function short(value: number): string {
  return shorts.format(value);
}

function toTable({ points, timezone }: TrendAnswer): Table {
  return {
    timezone,
    columns: [
      { name: 'At', kind: 'instant' },
      { name: 'Users', kind: 'count' },
      { name: 'Share', kind: 'share' },
      { name: 'Entered', kind: 'count' },
      { name: 'Left', kind: 'count' },
    ],
    rows: points.map(({ at, users, of, entered, left }) => [at, users, of > 0 ? users / of : 0, entered, left]),
  };
}
