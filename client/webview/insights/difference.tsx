import { barX, text } from '@observablehq/plot';
import { useCallback } from 'react';
import type { CompareAnswer } from '../../../server/src/protocol/index.ts';
import { count, Disclosure, instant, share, signed } from '../ui/index.ts';
import { Chart } from './charts/chart.tsx';
import { colours, plot } from './charts/plot.ts';
import type { Table } from './charts/table.ts';
import { LineButton } from './line-button.tsx';
import { UserTable } from './user-table.tsx';

interface Props {
  readonly answer: CompareAnswer;
  readonly uri: string;
  readonly timezone: string;
}

/** What a comparison found. */
export function Difference({ answer, uri, timezone }: Props) {
  const { title, renamedFrom, before, after, beforeAsOf } = answer;
  const drawBars = useCallback((width: number) => draw(answer, width), [answer]);
  const change = after - before;
  const words = (
    <p className="compare-words">
      <strong>{count(before)}</strong>{' '}
      <span className="muted">
        in {title}
        {renamedFrom !== undefined && `, renamed from ${renamedFrom}`}
      </span>{' '}
      → <strong>{count(after)}</strong> <span className="muted">now</span>
      {change !== 0 && <span className={change > 0 ? 'gain' : 'loss'}> {signed(change)}</span>}
      <span className="visually-hidden"> as of {instant(beforeAsOf, timezone)} before</span>
    </p>
  );
  return (
    <>
      <Chart name={`Against ${title}`} table={toTable(answer)} draw={drawBars} choices={words} />
      <p className="legend">
        <Key kind="left" answer={answer} /> <Key kind="stayed" answer={answer} /> <Key kind="entered" answer={answer} />
      </p>
      <Changes answer={answer} uri={uri} />
      {(['entered', 'left', 'stayed'] as const).map((kind) => (
        <Sample key={kind} kind={kind} answer={answer} timezone={timezone} />
      ))}
    </>
  );
}

function Key({ kind, answer }: { readonly kind: 'entered' | 'left' | 'stayed'; readonly answer: CompareAnswer }) {
  const { entered, left, stayed } = answer;
  return (
    <span className="legend-part">
      <span className={`key key-${kind}`} /> <strong>{count(answer[kind])}</strong> {kind},{' '}
      {share(answer[kind], entered + left + stayed)}
    </span>
  );
}

const MARKS = { added: '+', removed: '−', changed: '~' } as const;
const WORDS = { added: 'Added', removed: 'Removed', changed: 'Changed' } as const;

function Changes({ answer: { changes }, uri }: { readonly answer: CompareAnswer; readonly uri: string }) {
  if (!changes.length) return <p className="muted">The rules are the same.</p>;
  return (
    <ul className="changes" aria-label="Changed rules">
      {changes.map(({ kind, before, after, line }) => {
        const words = (
          <>
            <span className={`change-mark change-${kind}`} aria-hidden="true">
              {MARKS[kind]}
            </span>
            <span className="visually-hidden">{WORDS[kind]}: </span>
            {before !== undefined && <del>{before}</del>}
            {before !== undefined && after !== undefined && ' '}
            {after !== undefined && <ins>{after}</ins>}
          </>
        );
        return (
          <li key={`${kind} ${before} ${after}`}>
            {line === undefined ? (
              <p className="row row-plain">
                <span className="row-text">{words}</span>
              </p>
            ) : (
              <LineButton uri={uri} line={line}>
                {words}
              </LineButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const TITLES = { entered: 'Entered', left: 'Left', stayed: 'Stayed' } as const;

interface SampleProps {
  readonly kind: 'entered' | 'left' | 'stayed';
  readonly answer: CompareAnswer;
  readonly timezone: string;
}

function Sample({ kind, answer, timezone }: SampleProps) {
  const rows = answer.samples[kind];
  if (!rows.length) return null;
  const title = `${TITLES[kind]}: ${count(answer[kind])}`;
  return (
    <Disclosure title={title} className="compare-sample">
      <UserTable
        name={`Some who ${kind}`}
        columns={answer.columns}
        rows={rows}
        timezone={timezone}
        caption={`${count(rows.length)} of ${count(answer[kind])}`}
      />
    </Disclosure>
  );
}

function toTable({ entered, left, stayed, before, after }: CompareAnswer): Table {
  const all = Math.max(entered + left + stayed, 1);
  return {
    columns: [
      { name: 'Users', kind: 'text' },
      { name: 'How many', kind: 'count' },
      { name: 'Share', kind: 'share' },
    ],
    rows: [
      ['Before', before, before / all],
      ['Now', after, after / all],
      ['Left', left, left / all],
      ['Stayed', stayed, stayed / all],
      ['Entered', entered, entered / all],
    ],
  };
}

/** Before and now below each other, so that those who stayed stand above each other. */
function draw({ entered, left, stayed }: CompareAnswer, width: number): SVGSVGElement {
  const all = Math.max(entered + left + stayed, 1);
  const parts = [
    { row: 'Before', from: 0, to: left, users: left, kind: 'left', fill: colours.left },
    { row: 'Before', from: left, to: left + stayed, users: stayed, kind: 'stayed', fill: colours.segment },
    { row: 'Now', from: left, to: left + stayed, users: stayed, kind: 'stayed', fill: colours.segment },
    { row: 'Now', from: left + stayed, to: all, users: entered, kind: 'entered', fill: colours.entered },
  ].filter(({ users }) => users > 0);
  const inner = width - 66;
  // Those who stayed are named once, between both.
  const named = parts.filter(
    ({ row, kind, users }) => (row === 'Before' || kind !== 'stayed') && (users / all) * inner > 88,
  );
  const words = ({ users, kind }: { readonly users: number; readonly kind: string }) =>
    `${count(users)} ${kind}, ${share(users, all)}`;
  return plot({
    width,
    height: 82,
    marginLeft: 56,
    marginRight: 10,
    marginTop: 2,
    marginBottom: 20,
    x: { domain: [0, all], axis: null },
    y: { label: null, domain: ['Before', 'Now'], tickSize: 0, paddingInner: 0.5, paddingOuter: 0 },
    marks: [
      barX(parts, {
        x1: 'from',
        x2: 'to',
        y: 'row',
        fill: { value: 'fill', scale: null },
        fillOpacity: 0.85,
        insetRight: 1,
        rx: 2,
        title: words,
      }),
      text(named, {
        x: ({ from, to }: { readonly from: number; readonly to: number }) => (from + to) / 2,
        y: 'row',
        dy: 18,
        text: words,
        fill: colours.text,
      }),
    ],
  });
}
