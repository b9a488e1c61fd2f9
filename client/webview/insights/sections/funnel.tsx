import { barX } from '@observablehq/plot';
import { useCallback } from 'react';
import { Button } from 'react-aria-components';
import type { FunnelAnswer, FunnelStep } from '../../../../server/src/protocol/index.ts';
import { Bar, count, duration, share } from '../../ui/index.ts';
import { Answered } from '../answered.tsx';
import { Chart } from '../charts/chart.tsx';
import { namedBars } from '../charts/named-bars.ts';
import { colours } from '../charts/plot.ts';
import type { Table } from '../charts/table.ts';
import { useHost } from '../host.ts';
import { LineButton } from '../line-button.tsx';
import { useSection } from '../use-section.ts';
import type { Section } from './section.ts';

type Sequence = FunnelAnswer['sequences'][number];

/** For each sequence: how many get how far, and how long they take. */
export const funnel: Section = {
  id: 'funnel',
  title: 'Time to next',
  about: 'How many get to each step of a sequence, and how long they take',
  isCollapsedAtFirst: true,
  Body: (props) => {
    const asked = useSection('funnel', {}, props);
    return (
      <Answered asked={asked}>
        {({ sequences }) =>
          sequences.length === 0 ? (
            <p className="muted">
              This segment has no sequence: add a rule with <code>sequence</code> to see how many get to each step.
            </p>
          ) : (
            sequences.map((sequence) => (
              <Steps key={sequence.path.join('.')} sequence={sequence} uri={props.numbers.uri} />
            ))
          )
        }
      </Answered>
    );
  },
};

function Steps({ sequence, uri }: { readonly sequence: Sequence; readonly uri: string }) {
  const { sentence, line, of, steps } = sequence;
  const drawSteps = useCallback((width: number) => draw(sequence, width), [sequence]);
  return (
    <div className="sequence">
      <LineButton uri={uri} line={line}>
        {sentence}
      </LineButton>
      <Chart
        name={`Steps of: ${sentence}`}
        table={toTable(sequence)}
        draw={drawSteps}
        choices={
          <p className="muted">
            Of {count(of)} {of === 1 ? 'user who holds' : 'users who hold'} the other rules
          </p>
        }
      >
        <ol className="steps">
          {steps.map((step, index) => (
            <Step key={`${step.line} ${step.sentence}`} step={step} index={index} of={of} uri={uri} />
          ))}
        </ol>
      </Chart>
    </div>
  );
}

interface StepProps {
  readonly step: FunnelStep;
  readonly index: number;
  readonly of: number;
  readonly uri: string;
}

function Step({ step, index, of, uri }: StepProps) {
  const send = useHost();
  const { sentence, line, users, share: part, fromBefore, time } = step;
  return (
    <li className="step">
      {index > 0 && (
        <p className="step-between">
          <strong>{share(fromBefore, 1)}</strong> of the step before
          {time && (
            <span>
              {' '}
              · typically after <strong>{duration(time.median)}</strong>{' '}
              <span className="muted">
                (half take {duration(time.lowerQuartile)} to {duration(time.upperQuartile)})
              </span>
            </span>
          )}
        </p>
      )}
      <Button className="rule" onPress={() => send({ type: 'reveal', uri, line })}>
        <span className="rule-sentence">{sentence}</span>
        <span className="step-numbers">
          <strong>{count(users)}</strong>
          <span className="muted channel-share">{share(part, 1)}</span>
        </span>
        <Bar part={users} whole={of} kind="bar-rule" />
      </Button>
    </li>
  );
}

function toTable({ steps }: Sequence): Table {
  return {
    columns: [
      { name: 'Step', kind: 'text' },
      { name: 'Users', kind: 'count' },
      { name: 'Share', kind: 'share' },
      { name: 'Of the step before', kind: 'share' },
      { name: 'Time, lower quartile', kind: 'duration' },
      { name: 'Time, median', kind: 'duration' },
      { name: 'Time, upper quartile', kind: 'duration' },
    ],
    rows: steps.map(({ sentence, users, share: part, fromBefore, time }) => [
      sentence,
      users,
      part,
      fromBefore,
      time?.lowerQuartile ?? null,
      time?.median ?? null,
      time?.upperQuartile ?? null,
    ]),
  };
}

/** The picture to be copied. */
function draw({ steps, of }: Sequence, width: number): SVGSVGElement {
  const bars = steps.map((step, index) => ({ ...step, name: `${index + 1}  ${step.sentence}` }));
  return namedBars(bars, {
    width,
    of,
    left: Math.min(width * 0.4, 280),
    right: 190,
    rowHeight: 38,
    marks: [
      barX(bars, { x: of, y: 'name', fill: colours.base, rx: 2 }),
      barX(bars, { x: 'users', y: 'name', fill: colours.segment, rx: 2 }),
    ],
    numbers: ({ users, share: part, time }) =>
      `${count(users)}  ${share(part, 1)}${time ? `\nafter ${duration(time.median)}` : ''}`,
  });
}
