import { barX, ruleX } from '@observablehq/plot';
import { useCallback, useMemo } from 'react';
import type { ReachAnswer } from '../../../../server/src/protocol/index.ts';
import { Bar, count, share } from '../../ui/index.ts';
import { Answered } from '../answered.tsx';
import { Chart } from '../charts/chart.tsx';
import { namedBars } from '../charts/named-bars.ts';
import { colours } from '../charts/plot.ts';
import type { Table } from '../charts/table.ts';
import { type Sets, upset, upsetTable } from '../charts/upset.ts';
import { useSection } from '../use-section.ts';
import type { Section, SectionProps } from './section.ts';

/** By which channels the users are reached: each, only it, any, none, and the exact combinations. */
export const reach: Section = {
  id: 'reach',
  title: 'Reachability',
  about: 'Who can be reached, by which channels, and why others cannot',
  isCollapsedAtFirst: false,
  Body: (props) => {
    const asked = useSection('reach', {}, props);
    // The first numbers have the channels already; how they overlap comes after.
    if (props.numbers.users.total === 0)
      return <p className="muted">Nobody is in this segment, so nobody is reached.</p>;
    if (props.numbers.reachable.length === 0) {
      return <p className="muted">The schema has no channels: add some under `channels` to see who can be reached.</p>;
    }
    return (
      <Answered asked={asked} first={<Channels {...first(props)} />}>
        {(answer) => <Overlapping answer={answer} />}
      </Answered>
    );
  },
};

type Channel = Omit<ReachAnswer['channels'][number], 'only'> & { readonly only?: number };

function first({ numbers }: SectionProps) {
  return { channels: numbers.reachable, total: numbers.users.total };
}

function Overlapping({ answer }: { readonly answer: ReachAnswer }) {
  const { channels, total, any, none, combinations } = answer;
  const sets = useMemo<Sets>(
    () => ({
      sets: channels.map(({ channel, label, users }) => ({ id: channel, label, users })),
      combinations,
      of: total,
    }),
    [channels, combinations, total],
  );
  const drawChannels = useCallback((width: number) => draw(channels, total, width), [channels, total]);
  const drawSets = useCallback((width: number) => upset(sets, width), [sets]);
  return (
    <>
      <Chart
        name="Reachability by channel"
        table={channelTable(channels, total)}
        draw={drawChannels}
        choices={<h3>By channel</h3>}
      >
        <Channels channels={channels} total={total} />
      </Chart>
      <dl className="triple">
        <Fact label="By any channel" users={any} total={total} />
        <Fact label="By one channel only" users={channels.reduce((sum, { only }) => sum + only, 0)} total={total} />
        <Fact label="By none" users={none} total={total} />
      </dl>
      {channels.length > 1 && any > 0 && (
        <Chart
          name="Channels that reach the same users"
          table={upsetTable(sets)}
          draw={drawSets}
          choices={<h3>How channels overlap</h3>}
        />
      )}
    </>
  );
}

function Fact({ label, users, total }: { readonly label: string; readonly users: number; readonly total: number }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>
        <strong>{count(users)}</strong> <span className="muted">{share(users, total)}</span>
      </dd>
    </div>
  );
}

function Channels({ channels, total }: { readonly channels: readonly Channel[]; readonly total: number }) {
  return (
    <ul className="channels">
      {channels.map((channel) => (
        <Row key={channel.channel} channel={channel} total={total} />
      ))}
    </ul>
  );
}

function Row({ channel, total }: { readonly channel: Channel; readonly total: number }) {
  const { label, users, only, notBecause } = channel;
  const reasons = notBecause.filter((reason) => reason.users > 0);
  return (
    <li className="channel">
      <div className="channel-head">
        <span className="channel-label">{label}</span>
        <span className="channel-number">
          {only !== undefined && only > 0 && <span className="channel-only muted">{count(only)} only here</span>}
          <strong>{count(users)}</strong> <span className="channel-share muted">{share(users, total)}</span>
        </span>
      </div>
      <Bar part={users} whole={total} kind="bar-reach" />
      {reasons.length > 0 && (
        <ul className="reasons" aria-label={`Not reachable by ${label}`}>
          {reasons.map(({ reason, users: without }) => (
            <li key={reason}>
              <span className="reason-count">{count(without)}</span> {reason}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function channelTable(channels: ReachAnswer['channels'], total: number): Table {
  return {
    columns: [
      { name: 'Channel', kind: 'text' },
      { name: 'Reached', kind: 'count' },
      { name: 'Share', kind: 'share' },
      { name: 'Only by it', kind: 'count' },
      { name: 'Not reached because', kind: 'text' },
    ],
    rows: channels.map(({ label, users, only, notBecause }) => [
      label,
      users,
      total > 0 ? users / total : 0,
      only,
      notBecause
        .filter((reason) => reason.users > 0)
        .map((reason) => `${reason.users} ${reason.reason}`)
        .join('; '),
    ]),
  };
}

/** The picture to be copied: what the list says, as bars. */
function draw(channels: readonly Channel[], total: number, width: number): SVGSVGElement {
  const bars = channels.map(({ label, users }) => ({ name: label, users }));
  return namedBars(bars, {
    width,
    of: total,
    left: 110,
    right: 100,
    rowHeight: 30,
    marks: [
      barX(bars, { x: total, y: 'name', fill: colours.base, rx: 2 }),
      barX(bars, { x: 'users', y: 'name', fill: 'var(--good)', rx: 2 }),
      ruleX([0], { stroke: colours.line }),
    ],
    numbers: ({ users }) => `${count(users)}  ${share(users, total)}`,
  });
}
