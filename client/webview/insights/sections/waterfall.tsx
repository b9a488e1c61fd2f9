import { barX } from '@observablehq/plot';
import { useCallback } from 'react';
import { Button } from 'react-aria-components';
import type { WaterfallAnswer, WaterfallRule } from '../../../../server/src/protocol/index.ts';
import { classes, count, share, signed } from '../../ui/index.ts';
import { Answered } from '../answered.tsx';
import { Chart } from '../charts/chart.tsx';
import { namedBars } from '../charts/named-bars.ts';
import { colours } from '../charts/plot.ts';
import type { Table } from '../charts/table.ts';
import { useHost } from '../host.ts';
import { useSection } from '../use-section.ts';
import type { Section } from './section.ts';

/** The rules in order: how many users remain after each, and which removes most. */
export const waterfall: Section = {
  id: 'waterfall',
  title: 'Rule by rule',
  about: 'How many users remain after each rule, and which rule removes most',
  isCollapsedAtFirst: false,
  Body: (props) => {
    const asked = useSection('waterfall', {}, props);
    const { users, rules, uri } = props.numbers;
    // The first numbers have the rules at the top; groups come after.
    const steps = rules.map((rule) => ({ ...rule, path: [], of: [] }));
    const first = { of: users.of, total: users.total, rules: steps, removesMost: null };
    return (
      <Answered asked={asked} first={<Falling answer={first} uri={uri} />}>
        {(answer) => <Falling answer={answer} uri={uri} />}
      </Answered>
    );
  },
};

interface Step {
  readonly rule: WaterfallRule;
  readonly depth: number;
  /** Users that are left before it; in groups not said. */
  readonly before: number | undefined;
  readonly isMost: boolean;
}

/** The rules in the order of the file, those of a group after it. */
function stepsOf({ rules, of, removesMost }: WaterfallAnswer): readonly Step[] {
  const nested = (rule: WaterfallRule, depth: number): readonly Step[] =>
    rule.of.flatMap((inner) => [{ rule: inner, depth, before: undefined, isMost: false }, ...nested(inner, depth + 1)]);
  return rules.flatMap((rule, index) => [
    { rule, depth: 0, before: rules[index - 1]?.remaining ?? of, isMost: index === removesMost },
    ...nested(rule, 1),
  ]);
}

function Falling({ answer, uri }: { readonly answer: WaterfallAnswer; readonly uri: string }) {
  const steps = stepsOf(answer);
  const drawSteps = useCallback((width: number) => draw(answer, width), [answer]);
  return (
    <Chart
      name="Users after each rule"
      table={toTable(answer, steps)}
      draw={drawSteps}
      choices={<p className="muted">Of {count(answer.of)} users</p>}
    >
      <ol className="rules">
        {steps.map((step) => (
          <li key={step.rule.path.join('.') || step.rule.line}>
            <Rule step={step} of={answer.of} uri={uri} />
          </li>
        ))}
      </ol>
    </Chart>
  );
}

const GROUPS = { all: 'all of', any: 'any of', none: 'none of' } as const;

/** “any of 3 rules”, “none of this rule”. */
const ofRules = (group: keyof typeof GROUPS, rules: number) =>
  `${GROUPS[group]} ${rules === 1 ? 'this rule' : `${count(rules)} rules`}`;

function Rule({ step, of, uri }: { readonly step: Step; readonly of: number; readonly uri: string }) {
  const send = useHost();
  const { rule, depth, before, isMost } = step;
  const { sentence, line, alone, remaining, group } = rule;
  const lost = before === undefined ? undefined : before - remaining;
  return (
    <Button
      className={classes('rule', depth > 0 && `rule-nested rule-depth-${Math.min(depth, 4)}`, isMost && 'rule-most')}
      onPress={() => send({ type: 'reveal', uri, line })}
    >
      <span className="rule-sentence">
        {group && rule.of.length > 0 ? ofRules(group, rule.of.length) : sentence}
        {isMost && <span className="badge most">removes most</span>}
      </span>
      <span className="rule-numbers">
        <span className="rule-remaining">
          <strong>{count(remaining)}</strong>
          <span className="visually-hidden"> remain, </span>
        </span>
        <span className="rule-lost">
          {lost !== undefined && lost > 0 ? signed(-lost) : ''}
          <span className="visually-hidden">, </span>
        </span>
        <span className="muted rule-alone">{count(alone)} alone</span>
      </span>
      <Fall part={remaining} before={before ?? remaining} whole={of} />
    </Button>
  );
}

/** What remains, and, hatched, what the rule takes away. */
function Fall({ part, before, whole }: { readonly part: number; readonly before: number; readonly whole: number }) {
  const percent = (users: number) => (whole > 0 ? (100 * users) / whole : 0);
  return (
    <svg className="bar bar-rule" aria-hidden="true" focusable="false">
      <rect className="bar-track" width="100%" height="100%" rx={2} />
      <rect className="bar-lost" width={`${percent(before).toFixed(2)}%`} height="100%" rx={2} />
      <rect
        className="bar-fill"
        width={`${Math.max(percent(part), part > 0 ? 0.6 : 0).toFixed(2)}%`}
        height="100%"
        rx={2}
      />
    </svg>
  );
}

function toTable({ of, total }: WaterfallAnswer, steps: readonly Step[]): Table {
  return {
    columns: [
      { name: 'Rule', kind: 'text' },
      { name: 'Remain', kind: 'count' },
      { name: 'Share of all', kind: 'share' },
      { name: 'Removed', kind: 'count' },
      { name: 'Alone', kind: 'count' },
      { name: 'Without it', kind: 'count' },
      { name: 'Line', kind: 'count' },
    ],
    rows: [
      ['All users', of, 1, null, null, null, null],
      ...steps.map(({ rule, depth, before }) => [
        `${'– '.repeat(depth)}${rule.sentence}`,
        rule.remaining,
        of > 0 ? rule.remaining / of : 0,
        before === undefined ? null : before - rule.remaining,
        rule.alone,
        rule.without ?? null,
        rule.line + 1,
      ]),
      ['In the segment', total, of > 0 ? total / of : 0, null, null, null, null],
    ],
  };
}

/** The picture to be copied: the rules at the top as falling bars. */
function draw({ rules, of }: WaterfallAnswer, width: number): SVGSVGElement {
  const bars = [{ name: 'All users', remaining: of, before: of }].concat(
    rules.map(({ sentence, remaining }, index) => ({
      name: `${index + 1}  ${sentence}`,
      remaining,
      before: rules[index - 1]?.remaining ?? of,
    })),
  );
  return namedBars(bars, {
    width,
    of,
    left: Math.min(width * 0.45, 300),
    right: 110,
    rowHeight: 30,
    marks: [
      barX(bars, { x1: 'remaining', x2: 'before', y: 'name', fill: colours.left, fillOpacity: 0.35 }),
      barX(bars, { x: 'remaining', y: 'name', fill: colours.segment, rx: 2 }),
    ],
    numbers: ({ remaining }) => `${count(remaining)}  ${share(remaining, of)}`,
  });
}
